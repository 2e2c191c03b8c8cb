namespace Athanor.Nn;

/// <summary>
/// Layers of long short-term memory (Hochreiter and Schmidhuber 1997; projected, Sak et al. 2014): the output of all steps, and the last
/// hidden states (layers · directions, batch, hidden or projection) and cells (layers · directions, batch, hidden).
/// </summary>
public sealed class Lstm : Recurrence<(Tensor Input, (Tensor H, Tensor C)? State), (Tensor Output, (Tensor H, Tensor C) State)>
{
    /// <summary>A network initialised as in PyTorch.</summary>
    /// <param name="inputSize">Features that come in.</param>
    /// <param name="hiddenSize">Features of the cell.</param>
    /// <param name="options">Layers, directions and the rest.</param>
    /// <param name="projection">Features that the hidden state is projected to; 0 leaves it as it is.</param>
    public Lstm(int inputSize, int hiddenSize, RecurrentOptions? options = null, int projection = 0)
        : base(inputSize, hiddenSize, options, gates: 4, states: 2, projection)
    {
    }

    /// <summary>From states of 0.</summary>
    public (Tensor Output, (Tensor H, Tensor C) State) Call(Tensor input) => Call((input, null));

    /// <summary>From a state.</summary>
    public (Tensor Output, (Tensor H, Tensor C) State) Call(Tensor input, (Tensor H, Tensor C)? state) => Call((input, state));

    /// <summary>Sequences of different lengths.</summary>
    public (PackedSequence Output, (Tensor H, Tensor C) State) Call(PackedSequence input, (Tensor H, Tensor C)? state = null)
    {
        using TensorScope scope = TensorScope.Begin(nameof(Lstm));
        (PackedSequence output, Tensor[] last) = Run(input, [state?.H, state?.C]);
        return scope.Return((output, (last[0], last[1])));
    }

    /// <inheritdoc/>
    protected override (Tensor Output, (Tensor H, Tensor C) State) Forward((Tensor Input, (Tensor H, Tensor C)? State) input)
    {
        (Tensor output, Tensor[] state) = Run(input.Input, [input.State?.H, input.State?.C]);
        return (output, (state[0], state[1]));
    }

    private protected override Tensor[] Step(Tensor gates, Tensor[] state, RecurrentWeights weights)
    {
        (Tensor h, Tensor c) = Cells.Lstm(gates, state[0], state[1], weights.HiddenWeight, weights.HiddenBias);
        return [weights.Projection is { } projection ? h.Linear(projection) : h, c];
    }
}
