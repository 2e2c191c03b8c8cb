using Athanor.Ops;

namespace Athanor.Capture;

/// <summary>One recorded operation.</summary>
/// <param name="Op">What was done.</param>
/// <param name="Inputs">The numbers of the values it read.</param>
/// <param name="Outputs">The numbers of the values it made (or, for an update in place, wrote).</param>
/// <param name="Specs">Shapes and types of the outputs.</param>
/// <param name="Cost">What it costs at least.</param>
public sealed record TraceNode(Op Op, IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs, IReadOnlyList<TensorSpec> Specs, OpCost Cost)
{
    /// <summary>The node in one line: <c>%3 = MatMul(%0, %1) : (32, 10) float32</c>.</summary>
    public override string ToString() =>
        $"{string.Join(", ", Outputs.Select(o => "%" + o))} = {Op}({string.Join(", ", Inputs.Select(i => "%" + i))}) : {string.Join(", ", Specs)}";
}

/// <summary>
/// Writes down every operation of this thread while it is open, in order, and lets each run as it otherwise would. Values are numbered
/// as they first appear.
/// </summary>
/// <example><code>using var trace = Tracer.Begin();  model.Call(x);  Console.WriteLine(trace);</code></example>
public sealed class Tracer : Executor, IDisposable
{
    private readonly Dictionary<long, int> _numbers = [];
    private readonly List<TraceNode> _nodes = [];
    private readonly Executor? _outer;

    private Tracer(Executor? outer) => _outer = outer;

    /// <summary>What was recorded so far.</summary>
    public IReadOnlyList<TraceNode> Nodes => _nodes;

    /// <summary>Starts recording this thread's operations.</summary>
    public static Tracer Begin()
    {
        var tracer = new Tracer(Ambient);
        Swap(tracer);
        return tracer;
    }

    /// <summary>Stops recording; what was recorded stays readable.</summary>
    public void Dispose() => Swap(_outer);

    /// <inheritdoc/>
    public override Tensor NewTensor(in TensorSpec spec) => Inner(spec.Device).NewTensor(spec);

    /// <inheritdoc/>
    public override void Run(Op op, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Record(op, inputs, outputs);
        Inner(outputs[0].Device).Run(op, inputs, outputs);
    }

    /// <inheritdoc/>
    public override void OnView(Op op, Tensor input, Tensor output) => Record(op, [input], [output]);

    /// <summary>The recorded operations, a line each.</summary>
    public override string ToString() => string.Join('\n', _nodes);

    private Executor Inner(Device device) => _outer ?? Direct(device);

    private void Record(Op op, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
    {
        int[] from = Number(inputs), to = Number(outputs);
        var specs = new TensorSpec[outputs.Length];
        for (int i = 0; i < specs.Length; i++)
            specs[i] = outputs[i].Spec;
        var inputSpecs = new TensorSpec[inputs.Length];
        for (int i = 0; i < inputSpecs.Length; i++)
            inputSpecs[i] = inputs[i].Spec;
        _nodes.Add(new TraceNode(op, from, to, specs, op.Cost(inputSpecs)));
    }

    private int[] Number(ReadOnlySpan<Tensor> tensors)
    {
        var numbers = new int[tensors.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!_numbers.TryGetValue(tensors[i].ValueId, out int number))
                _numbers[tensors[i].ValueId] = number = _numbers.Count;
            numbers[i] = number;
        }
        return numbers;
    }
}
