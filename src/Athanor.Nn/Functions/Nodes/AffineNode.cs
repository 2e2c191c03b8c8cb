using Athanor.Ops;

namespace Athanor.Nn.Functions;

/// <summary>A matrix and an offset: x → A·x + b. The node keeps copies, so that it cannot change.</summary>
internal sealed class AffineMap
{
    public AffineMap(Tensor a, Tensor? b)
    {
        if (a.Rank != 2)
            throw new TensorException("affine", $"expected A to be a matrix (out, in), got shape {a.Shape}");
        if (b is not null && (b.Rank != 1 || b.Shape[0] != a.Shape[0]))
            throw new TensorException("affine", $"expected b to be a vector of {a.Shape[0]} components as A has rows, got shape {b.Shape}");
        A = a.Detach().To(DType.Float64).Clone().Keep();
        B = b?.Detach().To(DType.Float64).Clone().Keep();
    }

    /// <summary>(out, in).</summary>
    public Tensor A { get; }

    /// <summary>(out), or null for 0.</summary>
    public Tensor? B { get; }
}

/// <summary>x → A·x + b on vectors.</summary>
internal sealed class AffineNode : FunctionNode
{
    public AffineNode(AffineMap map, FunctionNode input)
        : base(map.A.Shape[0], input)
    {
        if (input.Size != map.A.Shape[1])
            throw new TensorException(
                "affine", $"expected a vector of {map.A.Shape[1]} components as A has columns, "
                + $"got {(input.Size is { } n ? $"one of {n}" : "a number")}");
        Map = map;
    }

    public AffineMap Map { get; }

    public override string Label => $"affine {Map.A.Shape[1]} → {Map.A.Shape[0]}";

    internal override object Key => Map;

    public override string Write(IReadOnlyList<string> inputs) => $"affine[{Map.A.Shape[1]} → {Map.A.Shape[0]}]({inputs[0]})";

    internal override Tensor Evaluate(Tensor[] inputs, TensorSpec like) =>
        inputs[0].Linear(Map.A.To(like.DType).To(like.Device), Map.B?.To(like.DType).To(like.Device));

    internal override FunctionNode With(FunctionNode[] inputs) => new AffineNode(Map, inputs[0]);

    internal override FunctionNode? Tangent(FunctionNode[] values, FunctionNode?[] tangents) =>
        new AffineNode(new AffineMap(Map.A, null), tangents[0]!);
}
