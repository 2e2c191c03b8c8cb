using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>The sum of all elements; integers and truth values sum as int64.</summary>
    public Tensor Sum() => Sum(default(ReadOnlySpan<int>));

    /// <summary>The sum over dimensions (all, if none is named).</summary>
    public Tensor Sum(ReadOnlySpan<int> dims, bool keepDim = false) => Reduced<Sum>(dims, keepDim);

    /// <summary>The sum over one dimension.</summary>
    public Tensor Sum(int dim, bool keepDim = false) => Sum([dim], keepDim);

    /// <summary>The mean of all elements.</summary>
    public Tensor Mean() => Mean(default(ReadOnlySpan<int>));

    /// <summary>The mean over dimensions (all, if none is named).</summary>
    /// <exception cref="TensorException">The type is not floating.</exception>
    public Tensor Mean(ReadOnlySpan<int> dims, bool keepDim = false)
    {
        if (!DType.IsFloating())
            throw new TensorException("mean", $"expected a floating tensor, got {DType.Name()}; convert it with To first");
        Tensor sum = Sum(dims, keepDim);
        return sum / ((double)Count / Math.Max(sum.Count, 1));
    }

    /// <summary>The mean over one dimension.</summary>
    public Tensor Mean(int dim, bool keepDim = false) => Mean([dim], keepDim);

    /// <summary>The product over dimensions (all, if none is named).</summary>
    public Tensor Prod(ReadOnlySpan<int> dims = default, bool keepDim = false) => Reduced<Product>(dims, keepDim);

    /// <summary>The largest element over dimensions (all, if none is named); equal ones share the gradient.</summary>
    public Tensor Amax(ReadOnlySpan<int> dims = default, bool keepDim = false) => Reduced<Largest>(dims, keepDim);

    /// <summary>The smallest element over dimensions (all, if none is named); equal ones share the gradient.</summary>
    public Tensor Amin(ReadOnlySpan<int> dims = default, bool keepDim = false) => Reduced<Smallest>(dims, keepDim);

    /// <summary>The largest element.</summary>
    public Tensor Max() => Amax();

    /// <summary>The smallest element.</summary>
    public Tensor Min() => Amin();

    /// <summary>The largest element of a dimension and its index (the first of equal ones).</summary>
    public (Tensor Values, Tensor Indices) Max(int dim, bool keepDim = false) => AtArg(dim, keepDim, largest: true);

    /// <summary>The smallest element of a dimension and its index (the first of equal ones).</summary>
    public (Tensor Values, Tensor Indices) Min(int dim, bool keepDim = false) => AtArg(dim, keepDim, largest: false);

    /// <summary>Whether any element over dimensions (all, if none is named) is not 0.</summary>
    public Tensor Any(ReadOnlySpan<int> dims = default, bool keepDim = false) => Reduced<Any>(dims, keepDim);

    /// <summary>Whether no element over dimensions (all, if none is named) is 0.</summary>
    public Tensor All(ReadOnlySpan<int> dims = default, bool keepDim = false) => Reduced<All>(dims, keepDim);

    /// <summary>The index of the largest element, of the flattened tensor if no dimension is named; the first of equal ones.</summary>
    public Tensor ArgMax(int? dim = null, bool keepDim = false) => ArgOf(dim, keepDim, largest: true);

    /// <summary>The index of the smallest element, of the flattened tensor if no dimension is named; the first of equal ones.</summary>
    public Tensor ArgMin(int? dim = null, bool keepDim = false) => ArgOf(dim, keepDim, largest: false);

    /// <summary>ln Σ eˣ over dimensions, without overflow.</summary>
    public Tensor LogSumExp(ReadOnlySpan<int> dims, bool keepDim = false)
    {
        Tensor x = DType.IsFloating() ? this : To(Defaults.DType);
        if (Count == 0)
            return x.Exp().Sum(dims, keepDim).Log(); // nothing to subtract the largest of
        Tensor max;
        using (Autograd.GradMode.NoGrad())
        {
            max = x.Amax(dims, keepDim: true);
            max = Where(max.IsInfinite(), max.ZerosLike(), max);
        }
        Tensor sum = (x - max).Exp().Sum(dims, keepDim: true).Log() + max;
        return keepDim ? sum : sum.Reshape(KeptShape(dims));
    }

    /// <summary>ln Σ eˣ over one dimension, without overflow.</summary>
    public Tensor LogSumExp(int dim, bool keepDim = false) => LogSumExp([dim], keepDim);

    /// <summary>
    /// The mean squared deviation over dimensions (all, if none is named), the sum divided by n − <paramref name="correction"/>.
    /// </summary>
    public Tensor Var(ReadOnlySpan<int> dims = default, double correction = 1, bool keepDim = false)
    {
        if (!DType.IsFloating())
            throw new TensorException("var", $"expected a floating tensor, got {DType.Name()}; convert it with To first");
        Tensor deviation = this - Mean(dims, keepDim: true);
        Tensor sum = deviation.Square().Sum(dims, keepDim);
        double n = (double)Count / Math.Max(sum.Count, 1);
        return sum / Math.Max(n - correction, 0);
    }

    /// <summary>The square root of <see cref="Var"/>.</summary>
    public Tensor Std(ReadOnlySpan<int> dims = default, double correction = 1, bool keepDim = false) => Var(dims, correction, keepDim).Sqrt();

    private Tensor Reduced<R>(ReadOnlySpan<int> dims, bool keepDim)
        where R : struct, IReduction
    {
        int[] over = ResolveDims(dims, R.Name);
        Tensor result = Apply(new Reduce<R>(new Dims(over)), this);
        return keepDim || Rank == 0 ? result : Apply(new ReshapeView(KeptShape(over)), result);
    }

    /// <summary>The dimensions counted from the left, in order, each once; all of them if none is named.</summary>
    internal int[] ResolveDims(ReadOnlySpan<int> dims, string op)
    {
        if (Rank == 0)
        {
            foreach (int dim in dims)
                ResolveDim(dim, op);
            return [];
        }
        var over = new int[dims.Length == 0 ? Rank : dims.Length];
        for (int i = 0; i < over.Length; i++)
        {
            int dim = dims.Length == 0 ? i : ResolveDim(dims[i], op);
            if (over.AsSpan(0, i).Contains(dim))
                throw new TensorException(op, $"dimension {dim} is named twice");
            over[i] = dim;
        }
        Array.Sort(over);
        return over;
    }

    private Shape KeptShape(ReadOnlySpan<int> dims)
    {
        int[] over = ResolveDims(dims, "reduce");
        Span<int> kept = stackalloc int[Rank - over.Length];
        int next = 0;
        for (int i = 0; i < Rank; i++)
            if (!over.AsSpan().Contains(i))
                kept[next++] = Shape.Dims[i];
        return next == 0 ? Shape.Scalar : new Shape(kept);
    }

    private Tensor ArgOf(int? dim, bool keepDim, bool largest)
    {
        string name = largest ? "argmax" : "argmin";
        if (dim is not { } named)
        {
            Tensor flat = Apply(new Arg(largest), Flatten());
            var ones = new int[Rank];
            Array.Fill(ones, 1);
            return keepDim ? flat.Reshape(ones) : flat;
        }
        int d = ResolveDim(named, name);
        if (Rank == 0)
            return Zeros(new TensorSpec(Shape.Scalar, DType.Int64, Device));
        Tensor result = Apply(new Arg(largest), MoveDim(d, -1));
        return keepDim ? result.Unsqueeze(d) : result;
    }

    private (Tensor Values, Tensor Indices) AtArg(int dim, bool keepDim, bool largest)
    {
        dim = ResolveDim(dim, largest ? "max" : "min");
        Tensor indices = ArgOf(dim, keepDim: true, largest);
        Tensor values = Rank == 0 ? this : Gather(dim, indices);
        return keepDim || Rank == 0 ? (values, indices) : (values.Squeeze(dim), indices.Squeeze(dim));
    }
}
