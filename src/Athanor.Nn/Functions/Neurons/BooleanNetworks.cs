namespace Athanor.Nn.Functions;

/// <summary>The Boolean functions of 0 and 1 as networks of threshold units over the variables a and b.</summary>
public static class BooleanNetworks
{
    private static readonly FunctionNetwork _a = FunctionNetwork.Variable("a"), _b = FunctionNetwork.Variable("b");

    /// <summary>not a.</summary>
    public static FunctionNetwork Not { get; } = Perceptron.Not.Of(_a);

    /// <summary>a and b.</summary>
    public static FunctionNetwork And { get; } = Perceptron.And.Of(_a, _b);

    /// <summary>a or b.</summary>
    public static FunctionNetwork Or { get; } = Perceptron.Or.Of(_a, _b);

    /// <summary>not both.</summary>
    public static FunctionNetwork Nand { get; } = Perceptron.Nand.Of(_a, _b);

    /// <summary>Just one of both, which no single unit can tell: (a or b) and not both, in two layers.</summary>
    public static FunctionNetwork Xor { get; } = Perceptron.And.Of(Or, Nand);

    /// <summary>Both or none: (a and b) or neither, in two layers.</summary>
    public static FunctionNetwork Xnor { get; } = Perceptron.Or.Of(And, Perceptron.Nor.Of(_a, _b));
}
