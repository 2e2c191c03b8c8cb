using System.Runtime.InteropServices;
using Athanor.Ops;

namespace Athanor.Autograd;

/// <summary>
/// One walk through the graph from outputs to leaves. Nodes are taken newest first, so that every use of a value comes before the
/// operation that made it; cotangents are summed on the way, always in the same order.
/// </summary>
internal sealed class BackwardPass
{
    private readonly bool _retainGraph;
    private readonly bool _createGraph;
    private readonly HashSet<GradInfo>? _targets;
    private readonly Dictionary<GradInfo, Tensor> _grads = [];
    private readonly Dictionary<GradInfo, int> _uses = [];
    private readonly HashSet<Node> _waiting = [];
    private readonly HashSet<Node> _queued = [];
    private readonly PriorityQueue<Node, long> _queue = new();

    private BackwardPass(bool retainGraph, bool createGraph, HashSet<GradInfo>? targets)
    {
        _retainGraph = retainGraph || createGraph;
        _createGraph = createGraph;
        _targets = targets;
    }

    /// <summary>Adds to the gradients of all leaves that the outputs depend on.</summary>
    public static void Accumulate(ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> cotangents, bool retainGraph, bool createGraph) =>
        new BackwardPass(retainGraph, createGraph, null).Run(outputs, cotangents);

    /// <summary>The gradients with respect to the targets alone; leaves are left as they are. Null where a target has no part in the outputs.</summary>
    public static Tensor?[] Collect(
        ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> cotangents, ReadOnlySpan<Tensor> targets, bool retainGraph, bool createGraph)
    {
        var wanted = new HashSet<GradInfo>();
        foreach (Tensor target in targets)
            wanted.Add(target.GradInfo ?? throw new TensorException("gradients", $"the tensor {target.Spec} is not part of a graph; set RequiresGrad before it is used"));
        var pass = new BackwardPass(retainGraph, createGraph, wanted);
        pass.Run(outputs, cotangents);
        var results = new Tensor?[targets.Length];
        for (int i = 0; i < results.Length; i++)
            if (pass._grads.TryGetValue(targets[i].GradInfo!, out Tensor? grad))
            {
                results[i] = grad.Alias();
                results[i]!.EnterScope(TensorScope.Current);
            }
        foreach (Tensor grad in pass._grads.Values)
            grad.End("backward");
        return results;
    }

    private void Run(ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> cotangents)
    {
        using GradMode.Restore mode = GradMode.Set(_createGraph);
        Prepare(outputs);

        // As nodes let go of what they hold, the last reference to one further back may go: hold them all until each had its turn.
        foreach (Node node in _waiting)
            node.Regain();
        try
        {
            for (int i = 0; i < outputs.Length; i++)
                Arrive(outputs[i].GradInfo!, cotangents[i]);
            while (_queue.TryDequeue(out Node? node, out _))
                Step(node);
        }
        finally
        {
            foreach (Node node in _waiting)
                node.LetGo();
        }
    }

    /// <summary>Finds the nodes that take part and counts how often each value's gradient will arrive.</summary>
    private void Prepare(ReadOnlySpan<Tensor> outputs)
    {
        var seen = new HashSet<Node>();
        var nodes = new List<Node>();
        var stack = new Stack<Node>();
        foreach (Tensor output in outputs)
            if (output.GradInfo!.Producer is { } root && seen.Add(root))
                stack.Push(root);
        while (stack.TryPop(out Node? node))
        {
            if (node.Released)
                throw new TensorException(node.Op.Name, "backward went through this graph before and let go of it; pass retainGraph: true the first time");
            nodes.Add(node);
            foreach (GradInfo? edge in node.Edges)
                if (edge?.Producer is { } producer && seen.Add(producer))
                    stack.Push(producer);
        }

        // Oldest first: a node leads to a target if a value it read does.
        if (_targets is not null)
            nodes.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        foreach (Node node in nodes)
            if (_targets is null || Array.Exists(node.Edges, e => e is not null && Wanted(e)))
                _waiting.Add(node);

        foreach (Tensor output in outputs)
            CollectionsMarshal.GetValueRefOrAddDefault(_uses, output.GradInfo!, out _)++;
        foreach (Node node in _waiting)
            foreach (GradInfo? edge in node.Edges)
                if (edge is not null)
                    CollectionsMarshal.GetValueRefOrAddDefault(_uses, edge, out _)++;
    }

    private bool Wanted(GradInfo info) =>
        _targets is null || _targets.Contains(info) || (info.Producer is { } producer && _waiting.Contains(producer));

    private void Step(Node node)
    {
        var grads = new Tensor?[node.Outputs.Length];
        for (int i = 0; i < grads.Length; i++)
            if (node.Outputs[i] is { } info && _grads.TryGetValue(info, out grads[i]))
            {
                grads[i] = RunHooks(info, grads[i]!);
                if (info.RetainsGrad && _targets is null)
                    AddToLeaf(info, grads[i]!);
                if (_targets is null || !_targets.Contains(info))
                    _grads.Remove(info);
                else
                    _grads[info] = grads[i] = grads[i]!.Alias();
            }

        var needs = new bool[node.Edges.Length];
        for (int i = 0; i < needs.Length; i++)
            needs[i] = node.Edges[i] is { } edge && Wanted(edge);

        using (TensorScope.Begin(node.Op.Name))
        {
            Tensor?[] results = Array.Exists(grads, g => g is not null) ? node.Op.Vjp(new VjpArgs(node, grads, needs)) : new Tensor?[needs.Length];
            for (int i = 0; i < needs.Length; i++)
                if (node.Edges[i] is { } edge)
                    Arrive(edge, needs[i] && i < results.Length ? Fit(node, i, results[i]) : null);
        }
        for (int i = 0; i < grads.Length; i++)
            if (node.Outputs[i] is { } info && !(_grads.TryGetValue(info, out Tensor? kept) && ReferenceEquals(kept, grads[i])))
                grads[i]?.End("backward");
        if (!_retainGraph)
            node.Release();
    }

    private static Tensor? Fit(Node node, int input, Tensor? grad)
    {
        if (grad is null)
            return null;
        TensorSpec spec = node.InputSpecs[input];
        if (grad.Shape != spec.Shape)
            throw new InvalidOperationException($"the gradient of {node.Op} for input {input} has shape {grad.Shape} where the input has {spec.Shape}");
        return grad.DType == spec.DType ? grad : grad.To(spec.DType);
    }

    /// <summary>Adds a cotangent to a value's sum; when the last has come the value's node (or leaf) goes on.</summary>
    private void Arrive(GradInfo info, Tensor? grad)
    {
        if (grad is not null)
        {
            ref Tensor? sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_grads, info, out bool exists);
            if (!exists)
            {
                sum = grad.Alias();
            }
            else
            {
                Tensor before = sum!;
                sum = (before + grad).Keep();
                before.End("backward");
            }
        }
        if (--CollectionsMarshal.GetValueRefOrNullRef(_uses, info) > 0)
            return;
        if (info.Producer is { } producer)
        {
            if (_waiting.Contains(producer) && _queued.Add(producer))
                _queue.Enqueue(producer, -producer.Sequence);
        }
        else if (_targets is null && _grads.Remove(info, out Tensor? total))
        {
            total = RunHooks(info, total);
            AddToLeaf(info, total);
            total.End("backward");
        }
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
