namespace Athanor.Nn.Functions;

/// <summary>Topological order, with equal sub-expressions made one (value numbering).</summary>
internal static class Ordering
{
    /// <summary>Each node after its inputs; the last is the output.</summary>
    public static IReadOnlyList<FunctionNode> Of(FunctionNode output) => [.. Reached(Merged(output))];

    private static FunctionNode Merged(FunctionNode output)
    {
        var merged = new Dictionary<FunctionNode, FunctionNode>(ReferenceEqualityComparer.Instance);
        var number = new Dictionary<FunctionNode, int>(ReferenceEqualityComparer.Instance);
        var known = new Dictionary<(object, string), FunctionNode>();
        foreach (FunctionNode node in Reached(output))
        {
            FunctionNode[] inputs = [.. node.Inputs.Select(input => merged[input])];
            (object, string) key = (node.Key, string.Join(',', inputs.Select(input => number[input])));
            if (!known.TryGetValue(key, out FunctionNode? only))
            {
                bool same = inputs.Index().All(input => ReferenceEquals(input.Item, node.Inputs[input.Index]));
                known[key] = only = same ? node : node.With(inputs);
                number.TryAdd(only, number.Count);
            }
            merged[node] = only;
        }
        return merged[output];
    }

    // Depth first with a stack of its own: a chain of a hundred thousand functions must not exhaust the thread's.
    private static IEnumerable<FunctionNode> Reached(FunctionNode output)
    {
        var done = new HashSet<FunctionNode>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<(FunctionNode Node, int Next)>();
        stack.Push((output, 0));
        while (stack.TryPop(out (FunctionNode Node, int Next) top))
        {
            if (done.Contains(top.Node))
                continue;
            if (top.Next < top.Node.Inputs.Count)
            {
                stack.Push((top.Node, top.Next + 1));
                stack.Push((top.Node.Inputs[top.Next], 0));
                continue;
            }
            done.Add(top.Node);
            yield return top.Node;
        }
    }
}
