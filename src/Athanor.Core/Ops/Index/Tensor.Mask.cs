using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary><paramref name="a"/> where <paramref name="condition"/> is not 0, else a number.</summary>
    public static Tensor Where(Tensor condition, Tensor a, Number b) => Where(condition, a.To(b.Promote(a.DType)), a.Like(b));

    /// <summary>A number where <paramref name="condition"/> is not 0, else <paramref name="b"/>.</summary>
    public static Tensor Where(Tensor condition, Number a, Tensor b) => Where(condition, b.Like(a), b.To(a.Promote(b.DType)));

    /// <summary>One of two numbers, as <paramref name="condition"/> says.</summary>
    public static Tensor Where(Tensor condition, Number a, Number b)
    {
        DType type = a.IsFloating || b.IsFloating ? Defaults.DType : DTypes.Promote(a.Kind, b.Kind);
        TensorSpec spec = new(Shape.Scalar, type, condition.Device);
        return Where(condition, Full(spec, a), Full(spec, b));
    }

    /// <summary>This tensor with a number where <paramref name="mask"/> is true.</summary>
    public Tensor MaskedFill(Tensor mask, Number value) => MaskedFill(mask, ScalarOf(value));

    /// <summary>This tensor with a scalar tensor's value where <paramref name="mask"/> is true.</summary>
    /// <exception cref="TensorException">The value is no scalar, or the mask is not bool.</exception>
    public Tensor MaskedFill(Tensor mask, Tensor value)
    {
        if (value.Rank != 0)
            throw new TensorException("masked_fill", $"the value must be a scalar, got shape {value.Shape}");
        RequireMask(mask, "masked_fill");
        return Where(mask, value.To(DType), this);
    }

    /// <summary>The elements where <paramref name="mask"/> (broadcast with this tensor) is true, in order, as a vector.</summary>
    public Tensor MaskedSelect(Tensor mask)
    {
        RequireMask(mask, "masked_select");
        Shape shape = Shape.Broadcast(Shape, mask.Shape, "masked_select");
        return Expand(shape).Reshape(-1).IndexSelect(0, mask.Expand(shape).Reshape(-1).Nonzero().Reshape(-1));
    }

    /// <summary>This tensor with elements of <paramref name="source"/>, taken in order, where <paramref name="mask"/> is true.</summary>
    /// <exception cref="TensorException">The source has too few elements.</exception>
    public Tensor MaskedScatter(Tensor mask, Tensor source)
    {
        RequireMask(mask, "masked_scatter");
        Shape shape = Shape.Broadcast(Shape, mask.Shape, "masked_scatter");
        Tensor places = mask.Expand(shape).Reshape(-1).Nonzero().Reshape(-1);
        if (places.Count > source.Count)
            throw new TensorException("masked_scatter", $"the mask has {places.Count} true elements, the source only {source.Count}");
        Tensor taken = source.To(DType).Reshape(-1).Narrow(0, 0, (int)places.Count);
        return Expand(shape).Reshape(-1).IndexCopy(0, places, taken).Reshape(shape);
    }

    /// <summary>The places of the elements that are not 0, a row each, as int64 (count, rank).</summary>
    /// <exception cref="TensorException">The tensor is on the meta device, where there are no values.</exception>
    public Tensor Nonzero()
    {
        if (Device.Kind == DeviceKind.Meta)
            throw new TensorException("nonzero", "the shape of the result follows from values, and a meta tensor has none");
        Tensor source = Detach();
        int count = checked((int)source.CountNonzero().ItemInt64());
        return Apply(new Nonzero(count), source);
    }

    /// <summary>As <see cref="Nonzero"/>.</summary>
    public Tensor ArgWhere() => Nonzero();

    /// <summary>The elements at places counted row by row through the whole tensor; the result has the index's shape.</summary>
    public Tensor Take(Tensor index) => Reshape(-1).IndexSelect(0, index.Reshape(-1)).Reshape(index.Shape);

    /// <summary>Elements along a dimension at indices that broadcast with the other dimensions; without a dimension, of the flattened tensor.</summary>
    public Tensor TakeAlongDim(Tensor indices, int? dim = null)
    {
        if (dim is not { } named)
            return Reshape(-1).Gather(0, indices.Reshape(-1));
        int d = ResolveDim(named, "take_along_dim");
        if (indices.Rank != Rank)
            throw new TensorException("take_along_dim", $"the indices must have as many dimensions as the tensor {Shape}, got {indices.Shape}");
        if (Rank == 0)
            return Gather(0, indices);
        Shape common = Shape.Broadcast(Shape.With(d, 1), indices.Shape.With(d, 1), "take_along_dim");
        return Expand(common.With(d, Shape[d])).Gather(d, indices.Expand(common.With(d, indices.Shape[d])));
    }

    /// <summary>This tensor with values at places counted row by row through it, replaced or added to.</summary>
    public Tensor Put(Tensor index, Tensor source, bool accumulate = false)
    {
        if (index.Count != source.Count)
            throw new TensorException("put", $"expected as many values as indices, got {source.Count} and {index.Count}");
        Op op = accumulate ? new IndexAdd(0, 1) : new IndexCopy(0);
        return Apply(op, Reshape(-1), index.Reshape(-1), source.Reshape(-1)).Reshape(Shape);
    }

    private static void RequireMask(Tensor mask, string op)
    {
        if (mask.DType != DType.Bool)
            throw new TensorException(op, $"the mask must be bool, got {mask.DType.Name()}");
    }
}
