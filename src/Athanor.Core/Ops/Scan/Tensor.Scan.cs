using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>Sums of all elements up to each along a dimension; integers and truth values sum as int64.</summary>
    public Tensor CumSum(int dim, DType? dtype = null) => Scanned(ScanKind.Sum, dim, dtype, "cumsum");

    /// <summary>Products of all elements up to each along a dimension; integers and truth values multiply as int64.</summary>
    public Tensor CumProd(int dim, DType? dtype = null) => Scanned(ScanKind.Product, dim, dtype, "cumprod");

    /// <summary>ln of the sums of exponentials up to each element along a dimension, without overflow.</summary>
    public Tensor LogCumSumExp(int dim) => Scanned(ScanKind.LogSumExp, dim, DType.IsFloating() ? DType : Defaults.DType, "logcumsumexp");

    /// <summary>The largest element so far along a dimension and its index (the last of equal ones).</summary>
    public (Tensor Values, Tensor Indices) CumMax(int dim) => ScannedExtreme(dim, largest: true);

    /// <summary>The smallest element so far along a dimension and its index (the last of equal ones).</summary>
    public (Tensor Values, Tensor Indices) CumMin(int dim) => ScannedExtreme(dim, largest: false);

    /// <summary>
    /// Differences of neighbours along a dimension, <paramref name="n"/> times; tensors may be put before and after it first.
    /// </summary>
    public Tensor Diff(int n = 1, int dim = -1, Tensor? prepend = null, Tensor? append = null)
    {
        if (Rank == 0)
            throw new TensorException("diff", "expected at least one dimension, got a scalar");
        if (n < 0)
            throw new TensorException("diff", $"n must not be negative, got {n}");
        dim = ResolveDim(dim, "diff");
        if (n == 0)
            return this;
        var parts = new List<Tensor>();
        if (prepend is not null)
            parts.Add(prepend.Rank == 0 ? prepend.Expand(Shape.With(dim, 1)) : prepend);
        parts.Add(this);
        if (append is not null)
            parts.Add(append.Rank == 0 ? append.Expand(Shape.With(dim, 1)) : append);
        Tensor x = parts.Count > 1 ? Cat(parts.ToArray(), dim) : this;
        for (int i = 0; i < n && x.Shape[dim] > 0; i++)
        {
            int size = x.Shape[dim];
            Tensor later = x.Narrow(dim, 1, size - 1), sooner = x.Narrow(dim, 0, size - 1);
            x = x.DType == DType.Bool ? later.LogicalXor(sooner) : later - sooner;
        }
        return x;
    }

    /// <summary>The integral along a dimension by the trapezoidal rule, points <paramref name="dx"/> apart.</summary>
    public Tensor Trapezoid(double dx = 1, int dim = -1)
    {
        dim = ResolveDim(dim, "trapezoid");
        return Trapezoids(dim).Sum(dim) * dx;
    }

    /// <summary>The integral along a dimension by the trapezoidal rule at the points <paramref name="x"/>.</summary>
    public Tensor Trapezoid(Tensor x, int dim = -1)
    {
        dim = ResolveDim(dim, "trapezoid");
        return (Trapezoids(dim) * Gaps(x, dim, "trapezoid")).Sum(dim);
    }

    /// <summary>The integral so far along a dimension by the trapezoidal rule, points <paramref name="dx"/> apart.</summary>
    public Tensor CumulativeTrapezoid(double dx = 1, int dim = -1)
    {
        dim = ResolveDim(dim, "cumulative_trapezoid");
        return Trapezoids(dim).CumSum(dim) * dx;
    }

    /// <summary>The integral so far along a dimension by the trapezoidal rule at the points <paramref name="x"/>.</summary>
    public Tensor CumulativeTrapezoid(Tensor x, int dim = -1)
    {
        dim = ResolveDim(dim, "cumulative_trapezoid");
        Tensor parts = Trapezoids(dim) * Gaps(x, dim, "cumulative_trapezoid");
        return parts.CumSum(dim + parts.Rank - Rank);
    }

    private Tensor Trapezoids(int dim)
    {
        if (Rank == 0)
            throw new TensorException("trapezoid", "expected at least one dimension, got a scalar");
        int size = Shape[dim];
        if (size == 0)
            return this * 1.0;
        return (Narrow(dim, 1, size - 1) + Narrow(dim, 0, size - 1)) * 0.5;
    }

    /// <summary>The widths between points: a vector lies along the dimension, others broadcast.</summary>
    private Tensor Gaps(Tensor x, int dim, string op)
    {
        if (x.Rank == 1)
        {
            if (x.Shape[0] != Shape[dim])
                throw new TensorException(op, $"expected {Shape[dim]} points along dimension {dim}, got {x.Shape[0]}");
            var sizes = new int[Rank];
            Array.Fill(sizes, 1);
            Tensor widths = x.Diff();
            sizes[dim] = (int)widths.Count;
            return widths.Reshape(sizes);
        }
        return x.Diff(1, x.Rank == Rank ? dim : dim - Rank);
    }

    private Tensor Scanned(ScanKind kind, int dim, DType? dtype, string op)
    {
        dim = ResolveDim(dim, op);
        Tensor x = To(dtype ?? (DType.IsFloating() ? DType : DType.Int64));
        return Rank == 0 ? Apply(new Scan(kind, 0, false), x.Reshape(1)).Reshape(Shape) : Apply(new Scan(kind, dim, false), x);
    }

    private (Tensor Values, Tensor Indices) ScannedExtreme(int dim, bool largest)
    {
        dim = ResolveDim(dim, largest ? "cummax" : "cummin");
        Tensor[] results = ApplyMany(new ScanExtreme(dim, largest), Rank == 0 ? Reshape(1) : this);
        return (results[0].Reshape(Shape), results[1].Reshape(Shape));
    }
}
