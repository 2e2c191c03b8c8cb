using Athanor.Ops;

namespace Athanor;

/// <summary>What there is of different elements (or slices) in a tensor.</summary>
/// <param name="Values">Each once.</param>
/// <param name="Inverse">For every element (or slice) its place among the values, as int64.</param>
/// <param name="Counts">How often each value occurs, as int64.</param>
public sealed record UniqueResult(Tensor Values, Tensor Inverse, Tensor Counts) : ITensorTree
{
    /// <inheritdoc/>
    IEnumerable<Tensor?> ITensorTree.Tensors => [Values, Inverse, Counts];
}

public partial class Tensor
{
    /// <summary>The different elements in order, or the different slices of a dimension in the order of words.</summary>
    /// <exception cref="TensorException">The tensor is on the meta device, where there are no values.</exception>
    public UniqueResult Unique(int? dim = null)
    {
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        Tensor rows = UniqueRows(dim, "unique");
        Tensor order = rows.Rank == 1 ? rows.Sort(0).Indices : Apply(new RowOrder(), rows);
        return Runs(rows, order, dim);
    }

    /// <summary>The elements (or slices of a dimension) without those equal to the one before.</summary>
    /// <exception cref="TensorException">The tensor is on the meta device, where there are no values.</exception>
    public UniqueResult UniqueConsecutive(int? dim = null)
    {
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        return Runs(UniqueRows(dim, "unique_consecutive"), null, dim);
    }

    /// <summary>Whether each element is among <paramref name="test"/>, or is not, if <paramref name="invert"/>.</summary>
    public Tensor IsIn(Tensor test, bool invert = false)
    {
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        if (test.Count == 0)
            return Full(Spec.With(DType.Bool), invert);
        DType type = DTypes.Promote(DType, test.DType);
        Tensor sorted = test.To(type).Reshape(-1).Sort(0).Values, x = To(type).Reshape(-1);
        Tensor place = Apply(new SearchSorted(false, DType.Int64), sorted, x).Clamp(high: (int)test.Count - 1);
        Tensor found = sorted.IndexSelect(0, place).EqualTo(x).Reshape(Shape);
        return invert ? found.LogicalNot() : found;
    }

    /// <summary>Whether each element equals a number, or does not, if <paramref name="invert"/>.</summary>
    public Tensor IsIn(Number test, bool invert = false) => invert ? NotEqualTo(test) : EqualTo(test);

    /// <summary>Whether a number is among <paramref name="test"/>, as a scalar.</summary>
    public static Tensor IsIn(Number element, Tensor test, bool invert = false)
    {
        Tensor found = test.EqualTo(element).Any();
        return invert ? found.LogicalNot() : found;
    }

    /// <summary>
    /// Where each value would be put into a sorted tensor: one row for all, or one for each row of values. On the right comes after equal ones.
    /// </summary>
    /// <param name="sorted">In order along its last dimension, or along <paramref name="sorter"/>.</param>
    /// <param name="values">What is looked for.</param>
    /// <param name="right">Whether to come after equal elements rather than before.</param>
    /// <param name="sorter">The indices that put <paramref name="sorted"/> in order, if it is not.</param>
    /// <param name="dtype">int64 or int32.</param>
    public static Tensor SearchSorted(Tensor sorted, Tensor values, bool right = false, Tensor? sorter = null, DType dtype = DType.Int64)
    {
        if (dtype is not (DType.Int64 or DType.Int32))
            throw new TensorException("searchsorted", $"the result is int64 or int32, got {dtype.Name()}");
        return Apply(new SearchSorted(right, dtype), sorter is null ? sorted : sorted.Gather(-1, sorter), values);
    }

    /// <summary>Which of the ranges between sorted boundaries each element is in; a boundary belongs below, or above if <paramref name="right"/>.</summary>
    public Tensor Bucketize(Tensor boundaries, bool right = false, DType dtype = DType.Int64)
    {
        if (boundaries.Rank != 1)
            throw new TensorException("bucketize", $"the boundaries must be a vector, got shape {boundaries.Shape}");
        return SearchSorted(boundaries, this, right, null, dtype);
    }

    /// <summary>
    /// How many elements fall into each of equal bins from <paramref name="min"/> to <paramref name="max"/> (those of the data, if both are equal
    /// and 0); others are not counted. Of this tensor's type.
    /// </summary>
    public Tensor Histc(int bins = 100, double min = 0, double max = 0)
    {
        if (bins <= 0)
            throw new TensorException("histc", $"there must be at least one bin, got {bins}");
        if (!DType.IsFloating())
            throw new TensorException("histc", $"expected a floating tensor, got {DType.Name()}");
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        Tensor counts = Zeros(Spec.With(new Shape(bins)));
        if (Count == 0)
            return counts;
        if (min == max && min == 0)
            (min, max) = (Min().Item(), Max().Item());
        if (min == max)
            (min, max) = (min - 1, max + 1);
        if (!double.IsFinite(min) || !double.IsFinite(max) || min > max)
            throw new TensorException("histc", $"the range from {min} to {max} is not finite and rising");
        Tensor x = Reshape(-1);
        Tensor inside = (x >= min).LogicalAnd(x <= max);
        Tensor bin = Where(inside, ((x - min) / (max - min) * bins).Clamp(0.0, bins - 1.0), x.ZerosLike()).To(DType.Int64);
        return counts.IndexAdd(0, bin, inside.To(DType));
    }

    /// <summary>A vector of the elements, or a matrix whose rows are slices.</summary>
    private Tensor UniqueRows(int? dim, string op)
    {
        if (Device.Kind == DeviceKind.Meta)
            throw new TensorException(op, "the shape of the result follows from values, and a meta tensor has none");
        if (dim is not { } named)
            return Detach().Reshape(-1);
        int d = ResolveDim(named, op);
        if (Rank == 0)
            return Detach().Reshape(1);
        int slices = Shape[d];
        return Detach().MoveDim(d, 0).Reshape(slices, slices == 0 ? 0 : (int)(Count / slices));
    }

    /// <summary>Runs of equal elements or rows, in the order given.</summary>
    private UniqueResult Runs(Tensor rows, Tensor? order, int? dim)
    {
        int n = rows.Shape[0];
        Tensor sorted = order is null ? rows : rows.IndexSelect(0, order);
        Tensor starts = Zeros(new TensorSpec(Shape.Scalar, DType.Int64, Device)).Reshape(1).Narrow(0, 0, Math.Min(n, 1));
        Tensor group = starts;
        if (n > 1)
        {
            Tensor differs = sorted.Narrow(0, 1, n - 1).NotEqualTo(sorted.Narrow(0, 0, n - 1));
            differs = rows.Rank == 1 ? differs : differs.Any([1]);
            starts = Cat([starts, differs.Nonzero().Reshape(-1) + 1]);
            group = Cat([group, differs.CumSum(0)]);
        }
        Tensor inverse = order is null ? group : group.ZerosLike().Scatter(0, order, group);
        Tensor counts = starts.Diff(append: Full(new TensorSpec(new Shape(1), DType.Int64, Device), n));
        Tensor values = sorted.IndexSelect(0, starts);
        if (dim is not { } named)
            return new UniqueResult(values, inverse.Reshape(Shape), counts);
        int d = ResolveDim(named, "unique");
        if (Rank == 0)
            return new UniqueResult(values, inverse, counts);
        Tensor slices = MoveDim(d, 0);
        return new UniqueResult(values.Reshape(slices.Shape.With(0, values.Shape[0])).MoveDim(0, d), inverse, counts);
    }
}
