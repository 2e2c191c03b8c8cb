namespace Athanor.Nn;

/// <summary>
/// Layers of the plain recurrence h' = f(W x + b + V h + c) (Elman 1990): the output of all steps, and the last states (layers ·
/// directions,
/// batch, hidden).
/// </summary>
public sealed class Rnn : Recurrence<(Tensor Input, Tensor? State), (Tensor Output, Tensor State)>
{
    /// <summary>A network initialised as in PyTorch.</summary>
    /// <param name="inputSize">Features that come in.</param>
    /// <param name="hiddenSize">Features of the state.</param>
    /// <param name="options">Layers, directions and the rest.</param>
    /// <param name="relu">Whether f is max(0, x) and not tanh.</param>
    public Rnn(int inputSize, int hiddenSize, RecurrentOptions? options = null, bool relu = false)
        : base(inputSize, hiddenSize, options, gates: 1, states: 1) => Relu = relu;

    /// <summary>Whether f is max(0, x) and not tanh.</summary>
    public bool Relu { get; }

    /// <summary>From states of 0.</summary>
    public (Tensor Output, Tensor State) Call(Tensor input) => Call((input, null));

    /// <summary>From a state.</summary>
    public (Tensor Output, Tensor State) Call(Tensor input, Tensor? state) => Call((input, state));

    /// <summary>Sequences of different lengths.</summary>
    public (PackedSequence Output, Tensor State) Call(PackedSequence input, Tensor? state = null)
    {
        using TensorScope scope = TensorScope.Begin(nameof(Rnn));
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
        [Cells.Rnn(gates, state[0], weights.HiddenWeight, weights.HiddenBias, Relu)];
}
