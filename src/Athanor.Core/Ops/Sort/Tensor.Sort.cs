using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// The elements of a dimension in order, and where they stood. NaN comes last (first, if descending); equal elements keep their order
    /// whether or not <paramref name="stable"/> asks for it.
    /// </summary>
    public (Tensor Values, Tensor Indices) Sort(int dim = -1, bool descending = false, bool stable = false)
    {
        dim = ResolveDim(dim, "sort");
        _ = stable;
        return Sorted(dim, descending, Rank == 0 ? 1 : Shape[dim]);
    }

    /// <summary>The indices that put a dimension in order.</summary>
    public Tensor ArgSort(int dim = -1, bool descending = false, bool stable = false)
    {
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        return Sort(dim, descending, stable).Indices;
    }

    /// <summary>The first dimension in order.</summary>
    public Tensor MSort() => Sort(0).Values;

    /// <summary>
    /// The <paramref name="k"/> largest (or smallest) elements of a dimension and where they stood; in order, whether or not
    /// <paramref name="sorted"/> asks for it.
    /// </summary>
    /// <exception cref="TensorException">The dimension has fewer than k elements.</exception>
    public (Tensor Values, Tensor Indices) TopK(int k, int dim = -1, bool largest = true, bool sorted = true)
    {
        dim = ResolveDim(dim, "topk");
        _ = sorted;
        int size = Rank == 0 ? 1 : Shape[dim];
        if (k < 0 || k > size)
            throw new TensorException("topk", $"k must be between 0 and the size {size} of dimension {dim}, got {k}");
        return Sorted(dim, largest, k);
    }

    /// <summary>The <paramref name="k"/>-th smallest element of a dimension, counted from 1, and where it stood.</summary>
    /// <exception cref="TensorException">The dimension has fewer than k elements.</exception>
    public (Tensor Values, Tensor Indices) KthValue(int k, int dim = -1, bool keepDim = false)
    {
        dim = ResolveDim(dim, "kthvalue");
        int size = Rank == 0 ? 1 : Shape[dim];
        if (k < 1 || k > size)
            throw new TensorException("kthvalue", $"k must be between 1 and the size {size} of dimension {dim}, got {k}");
        (Tensor values, Tensor indices) = Sorted(dim, descending: false, k);
        return Rank == 0 ? (values, indices) : Kept(values.Narrow(dim, k - 1, 1), indices.Narrow(dim, k - 1, 1), dim, keepDim);
    }

    /// <summary>The middle element of all (the lower of two); NaN if any is. Equal ones share the gradient.</summary>
    public Tensor Median() => SharedMedian(Median(0, flat: true, ignoreNaN: false));

    /// <summary>The middle element of a dimension (the lower of two) and where it stood; NaN if any is.</summary>
    public (Tensor Values, Tensor Indices) Median(int dim, bool keepDim = false) => MedianOf(dim, keepDim, ignoreNaN: false);

    /// <summary>The middle of all elements that are not NaN (the lower of two). Equal ones share the gradient.</summary>
    public Tensor NanMedian() => SharedMedian(Median(0, flat: true, ignoreNaN: true));

    /// <summary>The middle of a dimension's elements that are not NaN (the lower of two) and where it stood.</summary>
    public (Tensor Values, Tensor Indices) NanMedian(int dim, bool keepDim = false) => MedianOf(dim, keepDim, ignoreNaN: true);

    /// <summary>The most frequent element of a dimension (the smallest of equally frequent ones) and where it last stood.</summary>
    public (Tensor Values, Tensor Indices) Mode(int dim = -1, bool keepDim = false)
    {
        dim = ResolveDim(dim, "mode");
        if (Rank == 0)
            return (Clone(), Zeros(new TensorSpec(Shape.Scalar, DType.Int64, Device)));
        if (Shape[dim] == 0)
            throw new TensorException("mode", $"there is nothing to take from dimension {dim} of size 0 in shape {Shape}");
        Tensor place;
        Tensor order;
        using (Autograd.GradMode.NoGrad())
        {
            (Tensor values, Tensor indices) = MoveDim(dim, -1).Sort(-1);
            place = indices.Gather(-1, Apply(new LongestRun(), values));
            order = place.MoveDim(-1, dim);
        }
        return Kept(Gather(dim, order), order, dim, keepDim);
    }

    private (Tensor Values, Tensor Indices) Sorted(int dim, bool descending, int kept)
    {
        Tensor x = Rank == 0 ? Reshape(1) : this;
        Tensor[] results = ApplyMany(new Sort(dim, descending, kept), x);
        return Rank == 0 && kept == 1 ? (results[0].Reshape(Shape), results[1].Reshape(Shape)) : (results[0], results[1]);
    }

    private static (Tensor Values, Tensor Indices) Kept(Tensor values, Tensor indices, int dim, bool keepDim) =>
        keepDim ? (values, indices) : (values.Squeeze(dim), indices.Squeeze(dim));

    private (Tensor Values, Tensor Indices) MedianOf(int dim, bool keepDim, bool ignoreNaN)
    {
        string op = ignoreNaN ? "nanmedian" : "median";
        dim = ResolveDim(dim, op);
        if (Rank == 0)
            return (Clone(), Zeros(new TensorSpec(Shape.Scalar, DType.Int64, Device)));
        int size = Shape[dim];
        if (size == 0)
            throw new TensorException(op, $"there is nothing to take from dimension {dim} of size 0 in shape {Shape}");
        Tensor order;
        using (Autograd.GradMode.NoGrad())
        {
            Tensor indices = Sorted(dim, descending: false, size).Indices;
            Tensor numbers = IsNaN().LogicalNot().Sum(dim, keepDim: true);

            // NaN is sorted last, so the first one stands where the numbers end.
            Tensor middle = ignoreNaN
                ? (numbers - 1).Clamp(0).FloorDivide(Scalar(2))
                : Where(numbers.LessThan(Scalar(size)), numbers, Full(numbers.Spec, (size - 1) / 2));
            order = indices.Gather(dim, middle);
        }
        return Kept(Gather(dim, order), order, dim, keepDim);
    }

    private Tensor Median(int dim, bool flat, bool ignoreNaN)
    {
        Tensor x = flat ? Reshape(-1) : this;
        if (Count > 0)
            return x.MedianOf(dim, keepDim: false, ignoreNaN).Values;
        return Full(Spec.With(Shape.Scalar), DType.IsFloating() ? double.NaN : 0);
    }

    /// <summary>The value with a gradient that goes to all elements equal to it, in equal parts.</summary>
    private Tensor SharedMedian(Tensor value)
    {
        if (GradInfo is null || !Autograd.GradMode.Enabled || Count == 0)
            return value;
        Tensor chosen;
        using (Autograd.GradMode.NoGrad())
        {
            Tensor found = value.Detach();
            chosen = IsNaN().LogicalAnd(found.IsNaN()).LogicalOr(EqualTo(found)).Reshape(-1).Nonzero().Reshape(-1);
        }
        Tensor equal = Reshape(-1).IndexSelect(0, chosen);
        return equal.Count == 1 ? equal.Reshape(Shape.Scalar) : equal.Mean();
    }
}
