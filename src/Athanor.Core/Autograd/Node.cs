using Athanor.Ops;

namespace Athanor.Autograd;

/// <summary>A noted operation: what its gradient needs, and where the gradients of its inputs go.</summary>
internal sealed class Node : Claimable
{
    private static long s_next;

    [ThreadStatic]
    private static Stack<Node>? t_lettingGo;

    private readonly Entry[] _inputs;
    private readonly Entry[] _moreOutputs;
    private Entry _output;
    private int _holders;
    private bool _released;

    /// <summary>An input or output: how it takes part in gradients, and its value if that is saved.</summary>
    private struct Entry
    {
        public GradInfo? Info;
        public Tensor? Saved;
        public int Version;
        public TensorSpec Spec;

        public void Save(Tensor value, bool withGraph)
        {
            Saved = value.Alias(withGraph);
            Version = value.Storage?.Version ?? 0;
        }
    }

    public Node(Op op, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Op = op;
        Sequence = Interlocked.Increment(ref s_next);
        OutputCount = outputs.Length;
        _inputs = new Entry[inputs.Length];
        _moreOutputs = outputs.Length > 1 ? new Entry[outputs.Length - 1] : [];
        for (int i = 0; i < inputs.Length; i++)
        {
            ref Entry input = ref _inputs[i];
            input.Spec = inputs[i].Spec;
            input.Info = inputs[i].GradInfo?.Retain();
            if (op.SavesInput(i))
                input.Save(inputs[i], withGraph: true);
        }
        for (int i = 0; i < outputs.Length; i++)
        {
            ref Entry output = ref OutputAt(i);
            output.Spec = outputs[i].Spec;
            if (op.SavesOutput(i))
                output.Save(outputs[i], withGraph: false); // with it the node would hold itself
            if (!outputs[i].DType.IsFloating())
                continue;
            outputs[i].GradInfo = output.Info = new GradInfo(this, i);
            _holders++;
        }
    }

    public Op Op { get; }

    /// <summary>Grows with every node; a node's inputs have smaller numbers.</summary>
    public long Sequence { get; }

    public int InputCount => _inputs.Length;

    public int OutputCount { get; }

    public bool Released => _released;

    /// <summary>Where the gradient of an input goes; null if it has none.</summary>
    public GradInfo? Edge(int input) => _inputs[input].Info;

    public TensorSpec InputSpec(int index) => _inputs[index].Spec;

    public TensorSpec OutputSpec(int index) => OutputAt(index).Spec;

    /// <summary>An output's info, not counted: it is alive while anything can reach this node through it.</summary>
    public GradInfo? OutputInfo(int index) => OutputAt(index).Info;

    public Tensor Input(int index) => Saved(in _inputs[index], "input", index);

    public Tensor Output(int index, bool withGraph)
    {
        ref Entry entry = ref OutputAt(index);
        Tensor saved = Saved(in entry, "output", index);
        if (!withGraph)
            return saved;
        Tensor output = saved.Alias(withGraph: false);
        output.GradInfo = entry.Info?.Retain();
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
        for (int i = 0; i < _inputs.Length; i++)
        {
            _inputs[i].Saved?.End("backward");
            _inputs[i].Saved = null;
            _inputs[i].Info?.Release();
            _inputs[i].Info = null;
        }
        for (int i = 0; i < OutputCount; i++)
        {
            OutputAt(i).Saved?.End("backward");
            OutputAt(i).Saved = null;
        }
    }

    private ref Entry OutputAt(int index) => ref index == 0 ? ref _output : ref _moreOutputs[index - 1];

    private Tensor Saved(in Entry entry, string what, int index)
    {
        if (_released)
            throw new TensorException(Op.Name, "backward went through this graph before and let go of it; pass retainGraph: true the first time");
        if (entry.Saved is not { } saved)
            throw new InvalidOperationException($"{Op.Name} asks for {what} {index} in its gradient but does not save it");
        if (saved.Storage is { } storage && storage.Version != entry.Version)
            throw new TensorException(Op.Name, $"its {what} {index} {saved.Spec} was written in place after it was saved for backward");
        return saved;
    }
}
