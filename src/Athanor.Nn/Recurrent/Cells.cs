namespace Athanor.Nn;

/// <summary>One step of each kind of recurrence, from the input's share of the gates.</summary>
internal static class Cells
{
    /// <summary>h' = f(gates + W h + b).</summary>
    public static Tensor Rnn(Tensor gates, Tensor h, Tensor weight, Tensor? bias, bool relu)
    {
        Tensor sum = gates + h.Linear(weight, bias);
        return relu ? sum.Relu() : sum.Tanh();
    }

    /// <summary>Input, forget, cell and output gates; the hidden state before any projection, and the cell.</summary>
    public static (Tensor H, Tensor C) Lstm(Tensor gates, Tensor h, Tensor c, Tensor weight, Tensor? bias)
    {
        Tensor[] parts = (gates + h.Linear(weight, bias)).SplitColumns(4);
        Tensor cell = parts[1].Sigmoid() * c + parts[0].Sigmoid() * parts[2].Tanh();
        return (parts[3].Sigmoid() * cell.Tanh(), cell);
    }

    /// <summary>Reset, update and new gates; the reset gate stands before the hidden state's share of the new one, bias included.</summary>
    public static Tensor Gru(Tensor gates, Tensor h, Tensor weight, Tensor? bias)
    {
        Tensor[] x = gates.SplitColumns(3), s = h.Linear(weight, bias).SplitColumns(3);
        Tensor reset = (x[0] + s[0]).Sigmoid(), update = (x[1] + s[1]).Sigmoid();
        Tensor fresh = (x[2] + reset * s[2]).Tanh();
        return fresh + update * (h - fresh);
    }
}
