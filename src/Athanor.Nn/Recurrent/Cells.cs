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
        Tensor[] parts = Parts(gates + h.Linear(weight, bias), 4);
        Tensor cell = parts[1].Sigmoid() * c + parts[0].Sigmoid() * parts[2].Tanh();
        return (parts[3].Sigmoid() * cell.Tanh(), cell);
    }

    /// <summary>Reset, update and new gates; the reset gate stands before the hidden state's share of the new one, bias included.</summary>
    public static Tensor Gru(Tensor gates, Tensor h, Tensor weight, Tensor? bias)
    {
        Tensor[] x = Parts(gates, 3), s = Parts(h.Linear(weight, bias), 3);
        Tensor reset = (x[0] + s[0]).Sigmoid(), update = (x[1] + s[1]).Sigmoid();
        Tensor fresh = (x[2] + reset * s[2]).Tanh();
        return fresh + update * (h - fresh);
    }

    private static Tensor[] Parts(Tensor gates, int count)
    {
        Span<int> sizes = stackalloc int[count];
        sizes.Fill(gates.Shape[^1] / count);
        return gates.SplitCopy(sizes, -1);
    }
}
