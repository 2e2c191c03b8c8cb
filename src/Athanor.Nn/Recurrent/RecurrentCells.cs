namespace Athanor.Nn;

/// <summary>What the cells of all kinds share: one step at a time, under PyTorch's names.</summary>
/// <typeparam name="TIn">Input and state.</typeparam>
/// <typeparam name="TOut">The next state.</typeparam>
public abstract class RecurrentCell<TIn, TOut> : Module<TIn, TOut>
{
    private protected RecurrentCell(int inputSize, int hiddenSize, bool bias, int gates)
    {
        (InputSize, HiddenSize) = (inputSize, hiddenSize);
        Weights = new RecurrentWeights(inputSize, hiddenSize, gates, bias, 0, "");
    }

    /// <summary>Features that come in.</summary>
    public int InputSize { get; }

    /// <summary>Features of the state.</summary>
    public int HiddenSize { get; }

    /// <inheritdoc/>
    public override string Description => $"{GetType().Name}({InputSize} → {HiddenSize})";

    private protected RecurrentWeights Weights { get; }

    /// <inheritdoc/>
    protected internal override void Visit(IModuleVisitor visitor)
    {
        base.Visit(visitor);
        Weights.Visit(visitor);
    }

    private protected Tensor Gates(Tensor input)
    {
        if (input.Rank is < 1 or > 2 || input.Shape[^1] != InputSize)
            throw new TensorException("cell", $"expected (batch, {InputSize}) or ({InputSize}), got shape {input.Shape}");
        return input.Linear(Weights.InputWeight, Weights.InputBias);
    }

    private protected Tensor Start(Tensor input, Tensor? state) => state ?? Tensor.Zeros(input.Spec.With(input.Shape.With(-1, HiddenSize)));
}

/// <summary>One step of <see cref="Rnn"/>: (batch, in) and (batch, hidden) → (batch, hidden).</summary>
public sealed class RnnCell : RecurrentCell<(Tensor Input, Tensor? State), Tensor>
{
    private readonly bool _relu;

    /// <summary>A cell initialised as in PyTorch.</summary>
    public RnnCell(int inputSize, int hiddenSize, bool bias = true, bool relu = false)
        : base(inputSize, hiddenSize, bias, 1) => _relu = relu;

    /// <summary>From a state, or from 0.</summary>
    public Tensor Call(Tensor input, Tensor? state = null) => Call((input, state));

    /// <inheritdoc/>
    protected override Tensor Forward((Tensor Input, Tensor? State) input) =>
        Cells.Rnn(Gates(input.Input), Start(input.Input, input.State), Weights.HiddenWeight, Weights.HiddenBias, _relu);
}

/// <summary>One step of <see cref="Gru"/>: (batch, in) and (batch, hidden) → (batch, hidden).</summary>
public sealed class GruCell : RecurrentCell<(Tensor Input, Tensor? State), Tensor>
{
    /// <summary>A cell initialised as in PyTorch.</summary>
    public GruCell(int inputSize, int hiddenSize, bool bias = true)
        : base(inputSize, hiddenSize, bias, 3)
    {
    }

    /// <summary>From a state, or from 0.</summary>
    public Tensor Call(Tensor input, Tensor? state = null) => Call((input, state));

    /// <inheritdoc/>
    protected override Tensor Forward((Tensor Input, Tensor? State) input) =>
        Cells.Gru(Gates(input.Input), Start(input.Input, input.State), Weights.HiddenWeight, Weights.HiddenBias);
}

/// <summary>One step of <see cref="Lstm"/>: (batch, in) and two of (batch, hidden) → the next two.</summary>
public sealed class LstmCell : RecurrentCell<(Tensor Input, (Tensor H, Tensor C)? State), (Tensor H, Tensor C)>
{
    /// <summary>A cell initialised as in PyTorch.</summary>
    public LstmCell(int inputSize, int hiddenSize, bool bias = true)
        : base(inputSize, hiddenSize, bias, 4)
    {
    }

    /// <summary>From a state, or from 0.</summary>
    public (Tensor H, Tensor C) Call(Tensor input, (Tensor H, Tensor C)? state = null) => Call((input, state));

    /// <inheritdoc/>
    protected override (Tensor H, Tensor C) Forward((Tensor Input, (Tensor H, Tensor C)? State) input) => Cells.Lstm(
        Gates(input.Input), Start(input.Input, input.State?.H), Start(input.Input, input.State?.C), Weights.HiddenWeight, Weights.HiddenBias);
}
