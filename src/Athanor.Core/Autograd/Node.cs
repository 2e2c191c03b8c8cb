using Athanor.Ops;

namespace Athanor.Autograd;

/// <summary>A noted operation: what its gradient needs, and where the gradients of its inputs go.</summary>
internal sealed class Node
{
    private static long s_next;

    [ThreadStatic]
    private static Stack<Node>? t_lettingGo;

    private Tensor?[] _inputs;
    private Tensor?[] _outputs;
    private readonly int[] _versions;
    private int _holders;
    private bool _released;

    public Node(Op op, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Op = op;
        Sequence = Interlocked.Increment(ref s_next);
        Edges = new GradInfo?[inputs.Length];
        InputSpecs = new TensorSpec[inputs.Length];
        OutputSpecs = new TensorSpec[outputs.Length];
        _inputs = new Tensor?[inputs.Length];
        _outputs = new Tensor?[outputs.Length];
        Outputs = new GradInfo?[outputs.Length];
        _versions = new int[inputs.Length + outputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            InputSpecs[i] = inputs[i].Spec;
            Edges[i] = inputs[i].GradInfo?.Retain();
            if (op.SavesInput(i))
            {
                _inputs[i] = inputs[i].Alias();
                _versions[i] = inputs[i].Storage?.Version ?? 0;
            }
        }
        for (int i = 0; i < outputs.Length; i++)
        {
            OutputSpecs[i] = outputs[i].Spec;
            if (op.SavesOutput(i))
            {
                // Without the graph: the node would hold itself.
                _outputs[i] = outputs[i].Alias(withGraph: false);
                _versions[inputs.Length + i] = outputs[i].Storage?.Version ?? 0;
            }
            if (!outputs[i].DType.IsFloating())
                continue;
            outputs[i].GradInfo = Outputs[i] = new GradInfo(this, i);
            _holders++;
        }
    }

    public Op Op { get; }

    /// <summary>Grows with every node; a node's inputs have smaller numbers.</summary>
    public long Sequence { get; }

    public GradInfo?[] Edges { get; }

    public TensorSpec[] InputSpecs { get; }

    public TensorSpec[] OutputSpecs { get; }

    /// <summary>The outputs' infos, not counted: they are alive while anything can reach this node through them.</summary>
    public GradInfo?[] Outputs { get; }

    public bool Released => _released;

    public Tensor Input(int index) => Saved(_inputs[index], _versions[index], "input", index);

    public Tensor Output(int index, bool withGraph)
    {
        Tensor saved = Saved(_outputs[index], _versions[_inputs.Length + index], "output", index);
        if (!withGraph)
            return saved;
        Tensor output = saved.Alias(withGraph: false);
        output.GradInfo = Outputs[index]?.Retain();
        output.EnterScope(TensorScope.Current);
        return output;
    }

    /// <summary>Somebody more holds the node: an output that could not be reached was asked for, or a walk through the graph began.</summary>
    public void Regain() => Interlocked.Increment(ref _holders);

    /// <summary>An output can no longer be reached, or a walk is over; with the last holder the node lets go of what it holds.</summary>
    public void LetGo()
    {
        if (Interlocked.Decrement(ref _holders) != 0)
            return;

        // A chain of thousands of nodes ends here: with a list instead of recursion.
        if (t_lettingGo is { } pending)
        {
            pending.Push(this);
            return;
        }
        t_lettingGo = pending = new Stack<Node>();
        pending.Push(this);
        while (pending.TryPop(out Node? node))
            node.Release();
        t_lettingGo = null;
    }

    /// <summary>Lets go of saved values and of the graph behind; backward does this as it proceeds.</summary>
    public void Release()
    {
        if (_released)
            return;
        _released = true;
        foreach (Tensor? tensor in _inputs)
            tensor?.End("backward");
        foreach (Tensor? tensor in _outputs)
            tensor?.End("backward");
        _inputs = [];
        _outputs = [];
        for (int i = 0; i < Edges.Length; i++)
        {
            Edges[i]?.Release();
            Edges[i] = null;
        }
    }

    private Tensor Saved(Tensor? saved, int version, string what, int index)
    {
        if (_released)
            throw new TensorException(Op.Name, "backward went through this graph before and let go of it; pass retainGraph: true the first time");
        if (saved is null)
            throw new InvalidOperationException($"{Op.Name} asks for {what} {index} in its gradient but does not save it");
        if (saved.Storage is { } storage && storage.Version != version)
            throw new TensorException(Op.Name, $"its {what} {index} {saved.Spec} was written in place after it was saved for backward");
        return saved;
    }
}
