namespace Athanor.Nn.Functions;

/// <summary>Symbolic differentiation: one walk through the network that carries each node's value and derivative, both as nodes.</summary>
internal static class Differentiation
{
    /// <summary>
    /// The derivative of a network when its variables have the given values and derivatives; null if it is 0 because nothing depends.
    /// </summary>
    public static FunctionNode? Tangent(
        FunctionNetwork network, IReadOnlyDictionary<string, (FunctionNode Value, FunctionNode? Tangent)> seeds)
    {
        var walked = new Dictionary<FunctionNode, (FunctionNode Value, FunctionNode? Tangent)>(ReferenceEqualityComparer.Instance);
        foreach (FunctionNode node in network.Order)
        {
            if (node is VariableNode variable)
            {
                walked[node] = seeds[variable.Name];
                continue;
            }
            FunctionNode[] values = [.. node.Inputs.Select(input => walked[input].Value)];
            FunctionNode?[] tangents = [.. node.Inputs.Select(input => walked[input].Tangent)];
            bool same = values.Index().All(value => ReferenceEquals(value.Item, node.Inputs[value.Index]));
            bool depends = Array.Exists(tangents, tangent => tangent is not null);
            walked[node] = (same ? node : node.With(values), depends ? node.Tangent(values, tangents) : null);
        }
        return walked[network.Order[^1]].Tangent;
    }
}
