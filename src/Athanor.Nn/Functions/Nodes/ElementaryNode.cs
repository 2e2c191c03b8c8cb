using Athanor.Ops;

namespace Athanor.Nn.Functions;

/// <summary>A function of one number, applied to each number of its input.</summary>
internal sealed class ElementaryNode(ElementaryFunction function, FunctionNode input) : FunctionNode(input.Size, input)
{
    public ElementaryFunction Function => function;

    public override string Label => function.Name;

    internal override object Key => function;

    public override string Write(IReadOnlyList<string> inputs) => $"{function.Name}({inputs[0]})";

    internal override Tensor Evaluate(Tensor[] inputs, TensorSpec like) => function.Value(inputs[0]);

    internal override FunctionNode With(FunctionNode[] inputs) => new ElementaryNode(function, inputs[0]);

    internal override FunctionNode? Tangent(FunctionNode[] values, FunctionNode?[] tangents) =>
        Build.Multiply(function.SlopeAt(values[0]), tangents[0]!);
}
