namespace Athanor.Nn;

/// <summary>
/// Layers of gated recurrent units (Cho et al. 2014): the output of all steps, and the last states (layers · directions,
/// batch, hidden).
/// </summary>
public sealed class Gru : Recurrence<(Tensor Input, Tensor? State), (Tensor Output, Tensor State)>
{
    /// <summary>A network initialised as in PyTorch.</summary>
    /// <param name="inputSize">Features that come in.</param>
    /// <param name="hiddenSize">Features of the state.</param>
    /// <param name="options">Layers, directions and the rest.</param>
    public Gru(int inputSize, int hiddenSize, RecurrentOptions? options = null)
        : base(inputSize, hiddenSize, options, gates: 3, states: 1)
    {
    }

    /// <summary>From states of 0.</summary>
    public (Tensor Output, Tensor State) Call(Tensor input) => Call((input, null));

    /// <summary>From a state.</summary>
    public (Tensor Output, Tensor State) Call(Tensor input, Tensor? state) => Call((input, state));

    /// <summary>Sequences of different lengths.</summary>
    public (PackedSequence Output, Tensor State) Call(PackedSequence input, Tensor? state = null)
    {
        using TensorScope scope = TensorScope.Begin(nameof(Gru));
        (PackedSequence output, Tensor[] last) = Run(input, [state]);
        return scope.Return((output, last[0]));
    }

    /// <inheritdoc/>
    protected override (Tensor Output, Tensor State) Forward((Tensor Input, Tensor? State) input)
    {
        (Tensor output, Tensor[] state) = Run(input.Input, [input.State]);
        return (output, state[0]);
    }

    private protected override Tensor[] Step(Tensor gates, Tensor[] state, RecurrentWeights weights) =>
        [Cells.Gru(gates, state[0], weights.HiddenWeight, weights.HiddenBias)];
}
