using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>(N, C, spatial…) of one to three spatial dimensions at another size.</summary>
    /// <param name="size">The size after: one number for all dimensions, or one for each.</param>
    /// <param name="mode">How elements between elements are made.</param>
    /// <param name="alignCorners">Whether the corners' centres stay in place instead of the outer edges; for linear and cubic modes.</param>
    /// <param name="antialias">Whether a smaller output averages over what it covers; for linear and cubic modes of two dimensions.</param>
    /// <exception cref="TensorException">A size is not positive, or the mode is not for this number of dimensions.</exception>
    public Tensor Interpolate(Spatial size, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false, bool antialias = false)
    {
        int rank = CheckInterpolation(mode, alignCorners, antialias);
        if (size.Count == 0)
            throw new TensorException("interpolate", "a size must be given");
        return Resized(size.For(rank, 1, "interpolate", "size", 1), default, mode, alignCorners, antialias);
    }

    /// <summary>As <see cref="Interpolate"/>, by a factor for all spatial dimensions.</summary>
    public Tensor InterpolateBy(
        double scale, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false, bool antialias = false, bool recomputeScale = false) =>
        InterpolateBy([scale], mode, alignCorners, antialias, recomputeScale);

    /// <summary>As <see cref="Interpolate"/>, by a factor for each spatial dimension (or one for all); sizes are rounded down.</summary>
    /// <param name="scales">The factors.</param>
    /// <param name="mode">How elements between elements are made.</param>
    /// <param name="alignCorners">Whether the corners' centres stay in place instead of the outer edges; for linear and cubic modes.</param>
    /// <param name="antialias">Whether a smaller output averages over what it covers; for linear and cubic modes of two dimensions.</param>
    /// <param name="recomputeScale">Whether places follow from the rounded sizes instead of the factors.</param>
    public Tensor InterpolateBy(
        ReadOnlySpan<double> scales, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false, bool antialias = false, bool recomputeScale = false)
    {
        int rank = CheckInterpolation(mode, alignCorners, antialias);
        if (scales.Length != 1 && scales.Length != rank)
            throw new TensorException("interpolate", $"expected one factor or {rank}, got {scales.Length}");
        Span<double> factors = stackalloc double[rank];
        Span<int> size = stackalloc int[rank];
        for (int i = 0; i < rank; i++)
        {
            factors[i] = scales.Length == 1 ? scales[0] : scales[i];
            size[i] = factors[i] > 0 ? (int)Math.Floor(Shape[i + 2] * factors[i]) : 0;
            if (size[i] < 1)
                throw new TensorException("interpolate", $"a factor of {factors[i]} leaves nothing of size {Shape[i + 2]}");
        }
        return Resized(new Spatial(size), recomputeScale ? default : factors, mode, alignCorners, antialias);
    }

    private Tensor Resized(Spatial size, ReadOnlySpan<double> scales, InterpolateMode mode, bool alignCorners, bool antialias)
    {
        Tensor x = this;
        for (int i = 0; i < size.Count; i++)
        {
            var rule = new ResampleRule(mode, Shape[i + 2], size[i], scales.Length > 0 && mode != InterpolateMode.Area ? scales[i] : 0, alignCorners, antialias);
            bool same = rule.Input == rule.Output && (rule.Scale == 0 || rule.Scale == 1 || alignCorners);
            if (!same)
                x = Apply(new Resample(i + 2, rule, false), x);
        }
        return ReferenceEquals(x, this) ? Clone() : x;
    }

    private int CheckInterpolation(InterpolateMode mode, bool alignCorners, bool antialias)
    {
        int rank = Rank - 2;
        if (rank is < 1 or > 3)
            throw new TensorException("interpolate", $"expected (N, C, …) with one to three spatial dimensions, got {Shape}");
        if (!DType.IsFloating())
            throw new TensorException("interpolate", $"expected a floating tensor, got {DType.Name()}");
        if (mode == InterpolateMode.Bicubic && rank != 2)
            throw new TensorException("interpolate", $"bicubic interpolation is for two spatial dimensions, got {Shape}");
        bool smooth = mode is InterpolateMode.Linear or InterpolateMode.Bicubic;
        if (alignCorners && !smooth)
            throw new TensorException("interpolate", $"corners are aligned in linear and cubic modes only, got {mode}");
        if (antialias && !(smooth && rank == 2))
            throw new TensorException("interpolate", $"antialiasing is for bilinear and bicubic modes, got {mode} for {Shape}");
        for (int i = 0; i < rank; i++)
            if (Shape[i + 2] == 0)
                throw new TensorException("interpolate", $"spatial dimensions must not be empty, got {Shape}");
        return rank;
    }
}
