using Athanor.Ops;

namespace Athanor.Autograd;

/// <summary>
/// One walk through the graph from outputs to leaves. Nodes are taken newest first, so that every use of a value comes before the
/// operation that made it; cotangents are summed on the way, always in the same order.
/// </summary>
internal sealed class BackwardPass
{
    // Passes nest (a checkpoint runs one inside another), so a thread may have several; those that are over are used again.
    [ThreadStatic]
    private static BackwardPass? t_spare;

    private readonly Claims<GradInfo> _values = new();
    private readonly Claims<Node> _nodes = new();
    private readonly List<Node> _order = [];
    private Value[] _states = new Value[16];
    private Tensor?[] _grads = new Tensor?[4];
    private bool[] _needs = new bool[4];
    private bool _retainGraph, _createGraph, _accumulates;

    /// <summary>What a pass knows of a value.</summary>
    private struct Value
    {
        /// <summary>The sum of the cotangents that have come.</summary>
        public Tensor? Sum;

        /// <summary>How many are still to come; counted for leaves, as nodes have their turn by age.</summary>
        public int Uses;

        public bool IsTarget;
    }

    /// <summary>Adds to the gradients of all leaves that the outputs depend on.</summary>
    public static void Accumulate(ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> cotangents, bool retainGraph, bool createGraph)
    {
        BackwardPass pass = Begin(retainGraph, createGraph, accumulates: true);
        try
        {
            pass.Run(outputs, cotangents);
        }
        finally
        {
            pass.End();
        }
    }

    /// <summary>The gradients with respect to the targets alone; leaves are left as they are. Null where a target has no part in the outputs.</summary>
    public static Tensor?[] Collect(
        ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> cotangents, ReadOnlySpan<Tensor> targets, bool retainGraph, bool createGraph)
    {
        BackwardPass pass = Begin(retainGraph, createGraph, accumulates: false);
        try
        {
            foreach (Tensor target in targets)
                pass.State(target.GradInfo ?? throw new TensorException("gradients", $"the tensor {target.Spec} is not part of a graph; set RequiresGrad before it is used")).IsTarget = true;
            pass.Run(outputs, cotangents);
            var results = new Tensor?[targets.Length];
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = pass.State(targets[i].GradInfo!).Sum?.Alias();
                results[i]?.EnterScope(TensorScope.Current);
            }
            return results;
        }
        finally
        {
            pass.End();
        }
    }

    private static BackwardPass Begin(bool retainGraph, bool createGraph, bool accumulates)
    {
        BackwardPass pass = t_spare ?? new BackwardPass();
        t_spare = null;
        pass._retainGraph = retainGraph || createGraph;
        pass._createGraph = createGraph;
        pass._accumulates = accumulates;
        return pass;
    }

    private void End()
    {
        for (int i = 0; i < _values.Count; i++)
            _states[i].Sum?.End("backward");
        Array.Clear(_states, 0, _values.Count);
        Array.Clear(_grads);
        _values.Release();
        _nodes.Release();
        _order.Clear();
        t_spare = this;
    }

    private ref Value State(GradInfo info)
    {
        int place = _values.Claim(info);
        if (place >= _states.Length)
            Array.Resize(ref _states, 2 * _states.Length);
        return ref _states[place];
    }

    private void Run(ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> cotangents)
    {
        using GradMode.Restore mode = GradMode.Set(_createGraph);
        Prepare(outputs);

        // As nodes let go of what they hold, the last reference to one further back may go: hold them all until each had its turn.
        foreach (Node node in _order)
            node.Regain();
        try
        {
            for (int i = 0; i < outputs.Length; i++)
                Arrive(outputs[i].GradInfo!, cotangents[i]);
            foreach (Node node in _order)
                Step(node);
        }
        finally
        {
            foreach (Node node in _order)
                node.LetGo();
        }
    }

    /// <summary>Finds the nodes that take part, newest first, and counts how often each leaf's gradient will arrive.</summary>
    private void Prepare(ReadOnlySpan<Tensor> outputs)
    {
        foreach (Tensor output in outputs)
            if (output.GradInfo!.Producer is { } root)
                _nodes.Claim(root);

        // The claimed nodes are the list of those to look at, which grows on the way.
        for (int i = 0; i < _nodes.Count; i++)
        {
            Node node = _nodes[i];
            if (node.Released)
                throw new TensorException(node.Op.Name, "backward went through this graph before and let go of it; pass retainGraph: true the first time");
            for (int e = 0; e < node.InputCount; e++)
                if (node.Edge(e)?.Producer is { } producer)
                    _nodes.Claim(producer);
            _order.Add(node);
        }
        _order.Sort(static (a, b) => b.Sequence.CompareTo(a.Sequence));
        if (!_accumulates)
            KeepThoseThatLead();

        foreach (Tensor output in outputs)
            if (output.GradInfo!.Producer is null)
                State(output.GradInfo).Uses++;
        foreach (Node node in _order)
            for (int e = 0; e < node.InputCount; e++)
                if (node.Edge(e) is { Producer: null } leaf)
                    State(leaf).Uses++;
    }

    /// <summary>Oldest first: a node leads to a target if a value it read does. The others are forgotten.</summary>
    private void KeepThoseThatLead()
    {
        var leading = new HashSet<Node>();
        for (int i = _order.Count - 1; i >= 0; i--)
            for (int e = 0; e < _order[i].InputCount; e++)
                if (_order[i].Edge(e) is { } edge && (_values.Contains(edge) || (edge.Producer is { } producer && leading.Contains(producer))))
                {
                    leading.Add(_order[i]);
                    break;
                }
        _order.RemoveAll(node => !leading.Contains(node));
        _nodes.Release();
        foreach (Node node in _order)
            _nodes.Claim(node);
    }

    private bool Wanted(GradInfo info) =>
        _accumulates || (_values.Contains(info) && State(info).IsTarget) || (info.Producer is { } producer && _nodes.Contains(producer));

    private void Step(Node node)
    {
        if (_grads.Length < node.OutputCount)
            _grads = new Tensor?[node.OutputCount];
        if (_needs.Length < node.InputCount)
            _needs = new bool[node.InputCount];
        bool any = false;
        for (int i = 0; i < node.OutputCount; i++)
        {
            _grads[i] = null;
            if (node.OutputInfo(i) is not { } info || !_values.Contains(info) || State(info).Sum is not { } sum)
                continue;
            State(info).Sum = null;
            sum = RunHooks(info, sum);
            if (info.RetainsGrad && _accumulates)
                AddToLeaf(info, sum);
            State(info).Sum = _grads[i] = sum;
            any = true;
        }
        for (int i = 0; i < node.InputCount; i++)
            _needs[i] = node.Edge(i) is { } edge && Wanted(edge);

        using (TensorScope.Begin(node.Op.Name))
        {
            Tensor?[]? results = any ? node.Op.Vjp(new VjpArgs(node, _grads.AsSpan(0, node.OutputCount), _needs.AsSpan(0, node.InputCount))) : null;
            for (int i = 0; i < node.InputCount; i++)
                if (node.Edge(i) is { } edge)
                    Arrive(edge, results is not null && i < results.Length && _needs[i] ? Fit(node, i, results[i]) : null);
        }
        for (int i = 0; i < node.OutputCount; i++)
            if (node.OutputInfo(i) is { } info && _values.Contains(info) && !State(info).IsTarget)
            {
                State(info).Sum?.End("backward");
                State(info).Sum = null;
            }
        if (!_retainGraph)
            node.Release();
    }

    private static Tensor? Fit(Node node, int input, Tensor? grad)
    {
        if (grad is null)
            return null;
        TensorSpec spec = node.InputSpec(input);
        if (grad.Shape != spec.Shape)
            throw new InvalidOperationException($"the gradient of {node.Op} for input {input} has shape {grad.Shape} where the input has {spec.Shape}");
        return grad.DType == spec.DType ? grad : grad.To(spec.DType);
    }

    /// <summary>Adds a cotangent to a value's sum; when the last has come a leaf takes it.</summary>
    private void Arrive(GradInfo info, Tensor? grad)
    {
        bool isLeaf = info.Producer is null;
        if (grad is null && !isLeaf)
            return;
        ref Value value = ref State(info);
        if (grad is not null)
        {
            if (value.Sum is not { } before)
            {
                value.Sum = grad.Alias();
            }
            else if (!_createGraph && before.IsExclusive && before.Device == grad.Device)
            {
                before.AddInPlace(grad);
            }
            else
            {
                value.Sum = (before + grad).Keep();
                before.End("backward");
            }
        }
        if (!isLeaf || --value.Uses > 0 || !_accumulates || value.Sum is not { } total)
            return;
        value.Sum = null;
        total = RunHooks(info, total);
        AddToLeaf(info, total);
        total.End("backward");
    }

    private static Tensor RunHooks(GradInfo info, Tensor grad)
    {
        if (info.Hooks is not { } hooks)
            return grad;
        foreach (Func<Tensor, Tensor?> hook in hooks.ToArray())
        {
            using TensorScope scope = TensorScope.Begin("gradient hook");
            if (hook(grad) is not { } replaced || ReferenceEquals(replaced, grad))
                continue;
            if (replaced.Shape != grad.Shape)
                throw new TensorException("hook", $"a gradient hook must keep the shape {grad.Shape}, got {replaced.Shape}");
            Tensor before = grad;
            grad = replaced.Alias();
            before.End("backward");
        }
        return grad;
    }

    private void AddToLeaf(GradInfo leaf, Tensor grad)
    {
        if (leaf.Grad is not { IsReleased: false } sum)
            leaf.Grad = _createGraph || grad.IsExclusive ? grad.Alias() : Copy.Packed(grad);
        else if (_createGraph || sum.GradInfo is not null)
            leaf.Grad = (sum + grad).Keep();
        else
            sum.AddInPlace(grad);
        leaf.Leaf?.TakeAlong(leaf.Grad!);
    }
}
