namespace Athanor.Nn.Functions;

/// <summary>Makes nodes, leaving out what changes nothing: x + 0, x · 1, x · 0, x / 1, x¹, and arithmetic of two
/// constants. Values stay the same to the last bit wherever they are finite.</summary>
internal static class Build
{
    public static FunctionNode Combine(Arithmetic operation, FunctionNode a, FunctionNode b) => operation switch
    {
        Arithmetic.Add => Add(a, b),
        Arithmetic.Subtract => Subtract(a, b),
        Arithmetic.Multiply => Product(a, b),
        _ => Divide(a, b),
    };

    public static FunctionNode Add(FunctionNode a, FunctionNode b) => (a, b) switch
    {
        (ConstantNode { Number: { } x }, ConstantNode { Number: { } y }) => new ConstantNode(x + y),
        (ConstantNode { IsZero: true }, _) when Covers(b, a) => b,
        (_, ConstantNode { IsZero: true }) when Covers(a, b) => a,
        _ => new ArithmeticNode(Arithmetic.Add, a, b),
    };

    public static FunctionNode Subtract(FunctionNode a, FunctionNode b) => (a, b) switch
    {
        (ConstantNode { Number: { } x }, ConstantNode { Number: { } y }) => new ConstantNode(x - y),
        (ConstantNode { IsZero: true }, _) when Covers(b, a) => Negate(b),
        (_, ConstantNode { IsZero: true }) when Covers(a, b) => a,
        _ when ReferenceEquals(a, b) => ConstantNode.Filled(0, a.Size),
        _ => new ArithmeticNode(Arithmetic.Subtract, a, b),
    };

    public static FunctionNode Product(FunctionNode a, FunctionNode b) => (a, b) switch
    {
        (ConstantNode { Number: { } x }, ConstantNode { Number: { } y }) => new ConstantNode(x * y),
        (_, ConstantNode { Number: not null }) => Product(b, a),                        // the number first
        (ConstantNode { IsZero: true }, _) or (_, ConstantNode { IsZero: true }) => ConstantNode.Filled(0, a.Size ?? b.Size),
        (ConstantNode { Number: 1 }, _) => b,
        _ => new ArithmeticNode(Arithmetic.Multiply, a, b),
    };

    /// <summary>A product as derivatives need it: 3 · (2 · x) is 6 · x, which may be rounded otherwise.</summary>
    public static FunctionNode Multiply(FunctionNode a, FunctionNode b) => (a, b) switch
    {
        (_, ConstantNode { Number: not null }) and not (ConstantNode, _) => Multiply(b, a),
        (ConstantNode { Number: { } x }, ArithmeticNode { Operation: Arithmetic.Multiply } product)
            when product.Inputs[0] is ConstantNode { Number: { } y } => Multiply(new ConstantNode(x * y), product.Inputs[1]),
        _ => Product(a, b),
    };

    public static FunctionNode Divide(FunctionNode a, FunctionNode b) => (a, b) switch
    {
        (ConstantNode { Number: { } x }, ConstantNode { Number: { } y and not 0 }) => new ConstantNode(x / y),
        (_, ConstantNode { Number: 1 }) => a,
        _ => new ArithmeticNode(Arithmetic.Divide, a, b),
    };

    public static FunctionNode Power(FunctionNode x, double exponent) => (x, exponent) switch
    {
        (_, 0) => ConstantNode.Filled(1, x.Size),
        (_, 1) => x,
        _ => new PowerNode(x, exponent),
    };

    public static FunctionNode Component(FunctionNode x, int index) => x switch
    {
        VectorNode vector when (uint)index < (uint)vector.Inputs.Count => vector.Inputs[index],
        ConstantNode constant when (uint)index < (uint)(constant.Size ?? 0) => new ConstantNode(constant.Values[index]),
        _ => new ComponentNode(x, index),
    };

    public static FunctionNode Negate(FunctionNode x) => Multiply(new ConstantNode(-1), x);

    public static FunctionNode? AddIfAny(FunctionNode? a, FunctionNode? b) => a is null ? b : b is null ? a : Add(a, b);

    public static FunctionNode? SubtractIfAny(FunctionNode? a, FunctionNode? b) => b is null ? a : a is null ? Negate(b) : Subtract(a, b);

    public static FunctionNode? MultiplyIfAny(FunctionNode? a, FunctionNode? b) => a is null || b is null ? null : Multiply(a, b);

    // A sum with a vector of zeros is a vector, so a number cannot stand for it.
    private static bool Covers(FunctionNode kept, FunctionNode dropped) => dropped.Size is null || kept.Size is not null;
}
