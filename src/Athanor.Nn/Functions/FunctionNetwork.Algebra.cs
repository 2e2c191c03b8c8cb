namespace Athanor.Nn.Functions;

public sealed partial class FunctionNetwork
{
    /// <summary>f + g.</summary>
    public static FunctionNetwork operator +(FunctionNetwork f, FunctionNetwork g) => Join(f, g, Build.Add(f.Output, g.Output));

    /// <summary>f − g.</summary>
    public static FunctionNetwork operator -(FunctionNetwork f, FunctionNetwork g) => Join(f, g, Build.Subtract(f.Output, g.Output));

    /// <summary>f · g.</summary>
    public static FunctionNetwork operator *(FunctionNetwork f, FunctionNetwork g) => Join(f, g, Build.Product(f.Output, g.Output));

    /// <summary>f / g; infinite or not a number where g is 0.</summary>
    public static FunctionNetwork operator /(FunctionNetwork f, FunctionNetwork g) => Join(f, g, Build.Divide(f.Output, g.Output));

    /// <summary>−f.</summary>
    public static FunctionNetwork operator -(FunctionNetwork f) => f.Continue(Build.Negate(f.Output));

    /// <summary>A constant.</summary>
    public static implicit operator FunctionNetwork(double value) => Constant(value);

    /// <summary>f ∘ g for functions of one variable: x → f(g(x)).</summary>
    public FunctionNetwork Compose(FunctionNetwork inner) => Compose(Find(null, "compose").Name, inner);

    /// <summary>This network with another in the place of one variable.</summary>
    /// <exception cref="TensorException">There is no such variable, or the sizes differ.</exception>
    public FunctionNetwork Compose(string variable, FunctionNetwork inner)
    {
        VariableNode replaced = Find(variable, "compose");
        if (replaced.Size != inner.Size)
            throw new TensorException("compose", $"expected {Sized(replaced.Size)} for '{variable}', got {Sized(inner.Size)}");
        var place = new Dictionary<FunctionNode, FunctionNode>(ReferenceEqualityComparer.Instance);
        foreach (FunctionNode node in Order)
        {
            bool same = node.Inputs.All(input => ReferenceEquals(place[input], input));
            place[node] = node is VariableNode { Name: var name } && name == variable ? inner.Output
                : same ? node
                : node.With([.. node.Inputs.Select(input => place[input])]);
        }
        // The inner network's variables take the place of the one that they replace.
        VariableNode[] variables = [.. _variables.SelectMany(known => ReferenceEquals(known, replaced) ? inner._variables : [known])];
        return new FunctionNetwork(place[Order[^1]], variables);
    }

    /// <summary>This network with one variable, a number, set to a value.</summary>
    public FunctionNetwork Fix(string variable, double value) => Compose(variable, Constant(value));

    private static FunctionNetwork Join(FunctionNetwork f, FunctionNetwork g, FunctionNode output) =>
        new(output, [.. f._variables, .. g._variables]);

    private static string Sized(int? size) => size is { } n ? $"a vector of {n}" : "a number";
}
