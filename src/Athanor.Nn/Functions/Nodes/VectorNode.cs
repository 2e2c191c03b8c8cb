using Athanor.Ops;

namespace Athanor.Nn.Functions;

/// <summary>Numbers side by side: a vector of them.</summary>
internal sealed class VectorNode : FunctionNode
{
    public VectorNode(FunctionNode[] components)
        : base(components.Length, components)
    {
        if (components.Length == 0 || Array.Exists(components, component => component.Size is not null))
            throw new TensorException("vector", "expected at least one component, each a number, not a vector");
    }

    public override string Label => "vector";

    internal override object Key => "vector";

    public override string Write(IReadOnlyList<string> inputs) => $"({string.Join(", ", inputs)})";

    internal override Tensor Evaluate(Tensor[] inputs, TensorSpec like)
    {
        Shape shape = inputs.Aggregate(Shape.Scalar, (known, input) => Shape.Broadcast(known, input.Shape));
        return Tensor.Stack([.. inputs.Select(input => input.Expand(shape))], -1);
    }

    internal override FunctionNode With(FunctionNode[] inputs) => new VectorNode(inputs);

    internal override FunctionNode? Tangent(FunctionNode[] values, FunctionNode?[] tangents) =>
        new VectorNode([.. tangents.Select(tangent => tangent ?? new ConstantNode(0))]);
}

/// <summary>One component of a vector.</summary>
internal sealed class ComponentNode : FunctionNode
{
    public ComponentNode(FunctionNode input, int index)
        : base(null, input)
    {
        if (input.Size is not { } size || (uint)index >= (uint)size)
            throw new TensorException(
                "component", $"there is no component {index} in {(input.Size is { } n ? $"a vector of {n}" : "a number")}");
        Index = index;
    }

    public int Index { get; }

    public override string Label => $"[{Index}]";

    internal override object Key => ("component", Index);

    public override string Write(IReadOnlyList<string> inputs) => $"{inputs[0]}[{Index}]";

    internal override Tensor Evaluate(Tensor[] inputs, TensorSpec like) => inputs[0].Select(-1, Index);

    internal override FunctionNode With(FunctionNode[] inputs) => Build.Component(inputs[0], Index);

    internal override FunctionNode? Tangent(FunctionNode[] values, FunctionNode?[] tangents) => Build.Component(tangents[0]!, Index);
}
