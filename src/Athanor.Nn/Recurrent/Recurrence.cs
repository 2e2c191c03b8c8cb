namespace Athanor.Nn;

/// <summary>
/// What recurrent layers of all kinds share: the weights under PyTorch's names, and the walk over layers, directions and steps. Sequences
/// are rows of one matrix, step after step, each step with as many rows as sequences still run; so padded and packed ones are one case.
/// </summary>
/// <typeparam name="TIn">Input and state.</typeparam>
/// <typeparam name="TOut">Output and state.</typeparam>
public abstract class Recurrence<TIn, TOut> : Module<TIn, TOut>
{
    private readonly RecurrentWeights[] _weights;
    private readonly int _states;

    private protected Recurrence(int inputSize, int hiddenSize, RecurrentOptions? options, int gates, int states, int projection = 0)
    {
        (InputSize, HiddenSize, ProjectionSize, _states) = (inputSize, hiddenSize, projection, states);
        Options = options ?? new RecurrentOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.Layers, 1);
        if (projection < 0 || projection >= hiddenSize)
            throw new ArgumentOutOfRangeException(nameof(projection), projection, $"must be at least 0 and less than the hidden size {hiddenSize}");
        int directions = Options.Bidirectional ? 2 : 1;
        _weights = new RecurrentWeights[Options.Layers * directions];
        for (int i = 0; i < _weights.Length; i++)
            _weights[i] = new RecurrentWeights(
                i < directions ? inputSize : OutputSize * directions, hiddenSize, gates, Options.Bias, projection,
                $"_l{i / directions}{(i % directions == 1 ? "_reverse" : "")}");
    }

    /// <summary>Features that come in.</summary>
    public int InputSize { get; }

    /// <summary>Features of the state.</summary>
    public int HiddenSize { get; }

    /// <summary>Features that the state is projected to before it goes out, or 0.</summary>
    public int ProjectionSize { get; }

    /// <summary>Layers, directions and the rest.</summary>
    public RecurrentOptions Options { get; }

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name}({InputSize} → {HiddenSize}{(Options.Layers > 1 ? $", {Options.Layers} layers" : "")}"
        + $"{(Options.Bidirectional ? ", bidirectional" : "")})";

    private protected int OutputSize => ProjectionSize > 0 ? ProjectionSize : HiddenSize;

    /// <inheritdoc/>
    protected internal override void Visit(IModuleVisitor visitor)
    {
        base.Visit(visitor);
        foreach (RecurrentWeights weights in _weights)
            weights.Visit(visitor);
    }

    /// <summary>
    /// One step: the input's share of the gates, the state before (all of it, the part that goes out first), and the state after.
    /// </summary>
    private protected abstract Tensor[] Step(Tensor gates, Tensor[] state, RecurrentWeights weights);

    /// <summary>A padded or single sequence through all layers; states are (layers · directions, batch, size).</summary>
    private protected (Tensor Output, Tensor[] State) Run(Tensor input, Tensor?[] initial)
    {
        bool single = input.Rank == 2;
        if ((input.Rank != 3 && !single) || input.Shape[^1] != InputSize)
            throw new TensorException("recurrence", $"expected {(Options.BatchFirst ? "(batch, time" : "(time, batch")}, {InputSize}) or (time, {InputSize}), "
                + $"got shape {input.Shape}");
        Tensor x = single ? input.Unsqueeze(1) : Options.BatchFirst ? input.Transpose(0, 1) : input;
        int steps = x.Shape[0], batch = x.Shape[1];
        if (steps == 0)
            throw new TensorException("recurrence", $"expected at least one step, got shape {input.Shape}");
        int[] sizes = new int[steps];
        Array.Fill(sizes, batch);
        Tensor?[] states = single ? Array.ConvertAll(initial, s => s?.Unsqueeze(1)) : initial;
        (Tensor rows, Tensor[] last) = Walk(x.Reshape(steps * batch, InputSize), sizes, states);
        Tensor output = rows.Unflatten(0, steps, batch);
        return single
            ? (output.Squeeze(1), Array.ConvertAll(last, s => s.Squeeze(1)))
            : (Options.BatchFirst ? output.Transpose(0, 1) : output, last);
    }

    /// <summary>Packed sequences through all layers.</summary>
    private protected (PackedSequence Output, Tensor[] State) Run(PackedSequence input, Tensor?[] initial)
    {
        if (input.Data.Rank != 2 || input.Data.Shape[1] != InputSize)
            throw new TensorException("recurrence", $"expected packed elements of {InputSize} features, got shape {input.Data.Shape}");
        (Tensor rows, Tensor[] last) = Walk(input.Data, [.. input.BatchSizes], Array.ConvertAll(initial, s => s is null ? null : input.Sort(s, 1)));
        return (input.With(rows), Array.ConvertAll(last, s => input.Unsort(s, 1)));
    }

    private (Tensor Rows, Tensor[] State) Walk(Tensor rows, int[] sizes, Tensor?[] initial)
    {
        int directions = Options.Bidirectional ? 2 : 1;
        for (int i = 0; i < initial.Length; i++)
        {
            Shape expected = [_weights.Length, sizes[0], i == 0 ? OutputSize : HiddenSize];
            if (initial[i] is { } state && state.Shape != expected)
                throw new TensorException("recurrence", $"expected an initial state of shape {expected}, got {state.Shape}");
        }
        var last = new List<Tensor>[_states];
        for (int i = 0; i < _states; i++)
            last[i] = [];
        for (int layer = 0; layer < Options.Layers; layer++)
        {
            if (layer > 0 && Options.Dropout > 0)
                rows = rows.Dropout(Options.Dropout, Training);
            var outputs = new Tensor[directions];
            for (int d = 0; d < directions; d++)
            {
                int place = layer * directions + d;
                var start = new Tensor[_states];
                for (int i = 0; i < _states; i++)
                    start[i] = initial[i]?.Select(0, place) ?? Tensor.Zeros(rows.Spec.With([sizes[0], i == 0 ? OutputSize : HiddenSize]));
                (outputs[d], Tensor[] end) = Direction(rows, sizes, start, _weights[place], backward: d == 1);
                for (int i = 0; i < _states; i++)
                    last[i].Add(end[i]);
            }
            rows = directions == 1 ? outputs[0] : Tensor.Cat(outputs, 1);
        }
        return (rows, Array.ConvertAll(last, s => Tensor.Stack(s.ToArray())));
    }

    private (Tensor Rows, Tensor[] State) Direction(Tensor rows, int[] sizes, Tensor[] start, RecurrentWeights weights, bool backward)
    {
        // The input's products of all steps are one product.
        Tensor[] gates = rows.Linear(weights.InputWeight, weights.InputBias).SplitCopy(sizes);
        var outputs = new Tensor[sizes.Length];
        // Forward, sequences end as steps have fewer rows: their states are set aside. Backward, they join with their first state.
        var ended = new List<Tensor>[start.Length];
        Tensor[] state = start;
        for (int i = 0; i < ended.Length; i++)
            ended[i] = [];
        if (backward)
            state = Array.ConvertAll(start, s => Head(s, sizes[^1]));
        for (int k = 0; k < sizes.Length; k++)
        {
            int t = backward ? sizes.Length - 1 - k : k, n = sizes[t], before = state[0].Shape[0];
            for (int i = 0; i < state.Length && n != before; i++)
            {
                if (n < before)
                    ended[i].Add(state[i].Narrow(0, n, before - n));
                state[i] = n < before ? Head(state[i], n) : Tensor.Cat([state[i], start[i].Narrow(0, before, n - before)]);
            }
            state = Step(gates[t], state, weights);
            outputs[t] = state[0];
        }
        for (int i = 0; i < state.Length; i++)
        {
            ended[i].Add(state[i]);
            ended[i].Reverse();
        }
        return (Tensor.Cat(outputs), Array.ConvertAll(ended, e => e.Count == 1 ? e[0] : Tensor.Cat(e.ToArray())));
    }

    private static Tensor Head(Tensor state, int count) => count == state.Shape[0] ? state : state.Narrow(0, 0, count);
}
