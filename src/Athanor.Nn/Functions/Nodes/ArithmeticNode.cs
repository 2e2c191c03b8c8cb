using Athanor.Ops;

namespace Athanor.Nn.Functions;

internal enum Arithmetic
{
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// <summary>A sum, difference, product or quotient; a number meets a vector component by component.</summary>
internal sealed class ArithmeticNode : FunctionNode
{
    public ArithmeticNode(Arithmetic operation, FunctionNode left, FunctionNode right)
        : base(left.Size ?? right.Size, left, right)
    {
        if (left.Size is { } a && right.Size is { } b && a != b)
            throw new TensorException(
                "function network", $"the operands of {Sign(operation)} must have equally many components, got {a} and {b}");
        Operation = operation;
    }

    public Arithmetic Operation { get; }

    public override string Label => Sign(Operation);

    internal override object Key => Operation;

    public override string Write(IReadOnlyList<string> inputs) => $"({inputs[0]} {Label} {inputs[1]})";

    internal override Tensor Evaluate(Tensor[] inputs, TensorSpec like)
    {
        Tensor a = Beside(inputs[0], Inputs[0].Size, Inputs[1].Size), b = Beside(inputs[1], Inputs[1].Size, Inputs[0].Size);
        return Operation switch
        {
            Arithmetic.Add => a + b,
            Arithmetic.Subtract => a - b,
            Arithmetic.Multiply => a * b,
            _ => a / b,
        };
    }

    internal override FunctionNode With(FunctionNode[] inputs) => Build.Combine(Operation, inputs[0], inputs[1]);

    internal override FunctionNode? Tangent(FunctionNode[] values, FunctionNode?[] tangents)
    {
        FunctionNode f = values[0], g = values[1];
        (FunctionNode? df, FunctionNode? dg) = (tangents[0], tangents[1]);
        FunctionNode? tangent = Operation switch
        {
            Arithmetic.Add => Build.AddIfAny(df, dg),
            Arithmetic.Subtract => Build.SubtractIfAny(df, dg),
            Arithmetic.Multiply => Build.AddIfAny(Build.MultiplyIfAny(df, g), Build.MultiplyIfAny(f, dg)),
            _ when dg is null => Build.Divide(df!, g),
            _ => Build.Divide(Build.SubtractIfAny(Build.MultiplyIfAny(df, g), Build.Multiply(f, dg))!, Build.Power(g, 2)),
        };
        // x + (1, 2) is a vector though its derivative was written as a number.
        return tangent is { Size: null } && Size is { } size ? Build.Multiply(tangent, ConstantNode.Filled(1, size)) : tangent;
    }

    private static string Sign(Arithmetic operation) => operation switch
    {
        Arithmetic.Add => "+",
        Arithmetic.Subtract => "-",
        Arithmetic.Multiply => "*",
        _ => "/",
    };
}
