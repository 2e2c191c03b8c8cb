using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>As <see cref="Linalg.VectorNorm"/>.</summary>
    public Tensor VectorNorm(double p = 2, ReadOnlySpan<int> dims = default, bool keepDim = false, DType? dtype = null) =>
        Linalg.VectorNorm(this, p, dims, keepDim, dtype);

    /// <summary>The distances of all rows of this from all rows of the other, (…, m, k), (…, n, k) → (…, m, n).</summary>
    /// <exception cref="TensorException">The rows differ in size.</exception>
    public Tensor Cdist(Tensor other, double p = 2)
    {
        AtLeast(2, "cdist");
        other.AtLeast(2, "cdist");
        if (Shape[^1] != other.Shape[^1])
            throw new TensorException("cdist", $"the rows must be of one size, got shapes {Shape} and {other.Shape}");
        if (p < 0)
            throw new TensorException("cdist", $"p must not be negative, got {p}");
        Tensor apart = Unsqueeze(-2) - other.Unsqueeze(-3);
        return Shape[^1] == 0 ? Zeros(apart.Spec.With(apart.Shape[..^1])) : apart.VectorNorm(p, [-1]);
    }

    /// <summary>The distances of all pairs of rows of a matrix, the first with the second, third, …</summary>
    public Tensor Pdist(double p = 2)
    {
        if (Rank != 2)
            throw new TensorException("pdist", $"expected a matrix, got shape {Shape}");
        Tensor pairs = OnDeviceOf(TriuIndices(Shape[0], Shape[0], 1));
        return (IndexSelect(0, pairs.Select(0, 0)) - IndexSelect(0, pairs.Select(0, 1))).VectorNorm(p, [1]);
    }

    /// <summary>The slices of a dimension scaled down to norm <paramref name="maxNorm"/> where theirs is larger.</summary>
    public Tensor Renorm(double p, int dim, double maxNorm)
    {
        dim = ResolveDim(dim, "renorm");
        AtLeast(2, "renorm");
        if (p <= 0 || maxNorm < 0)
            throw new TensorException("renorm", $"p must be positive and the norm not negative, got {p} and {maxNorm}");
        var others = new List<int>();
        for (int d = 0; d < Rank; d++)
            if (d != dim)
                others.Add(d);
        Tensor norm = VectorNorm(p, others.ToArray(), keepDim: true);
        return this * Where(norm > maxNorm, maxNorm / (norm + 1e-7), norm.OnesLike());
    }

    /// <summary>Whether |this − other| ≤ atol + rtol · |other|, element by element; equal infinities are close, NaN only if asked.</summary>
    public Tensor IsClose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool equalNaN = false)
    {
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        Tensor close = EqualTo(other);
        DType type = Promotion.Of([Spec, other.Spec]);
        Tensor a = type.IsFloating() ? To(type) : To(DType.Float64), b = other.To(a.DType), apart = (a - b).Abs();
        close = close.LogicalOr((apart <= b.Abs() * rtol + atol).LogicalAnd(apart.IsFinite()));
        return equalNaN ? close.LogicalOr(a.IsNaN().LogicalAnd(b.IsNaN())) : close;
    }

    /// <summary>Whether <see cref="IsClose"/> holds for every element.</summary>
    public bool AllClose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool equalNaN = false) =>
        IsClose(other, rtol, atol, equalNaN).All().Item() != 0;

    /// <summary>Whether both have one shape and the same values; NaN equals nothing.</summary>
    public bool Equal(Tensor other) => Shape == other.Shape && EqualTo(other).All().Item() != 0;
}
