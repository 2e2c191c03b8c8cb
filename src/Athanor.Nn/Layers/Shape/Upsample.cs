namespace Athanor.Nn;

/// <summary>Another size by interpolation: (N, C, spatial…) of one to three spatial dimensions.</summary>
public sealed class Upsample : Layer
{
    private readonly double[] _factors = [];

    /// <summary>To a size.</summary>
    public Upsample(Spatial size, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false) =>
        (Size, Mode, AlignCorners) = (size, mode, alignCorners);

    private Upsample(double[] factors, InterpolateMode mode, bool alignCorners) =>
        (_factors, Mode, AlignCorners) = (factors, mode, alignCorners);

    /// <summary>The size, or none.</summary>
    public Spatial Size { get; }

    /// <summary>The factors, one or one for each dimension, or none.</summary>
    public IReadOnlyList<double> Factors => _factors;

    /// <summary>How elements between elements are made.</summary>
    public InterpolateMode Mode { get; }

    /// <summary>Whether the corners' centres stay in place.</summary>
    public bool AlignCorners { get; }

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant(
        $"Upsample({(_factors.Length > 0 ? "×" + string.Join(" ×", _factors) : Layers.Short(Size))}, {Mode.ToString().ToLowerInvariant()})");

    /// <summary>By a factor.</summary>
    public static Upsample By(double factor, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false) =>
        new([factor], mode, alignCorners);

    /// <summary>By a factor for each dimension.</summary>
    public static Upsample By(ReadOnlySpan<double> factors, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false) =>
        new(factors.ToArray(), mode, alignCorners);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => _factors.Length > 0
        ? input.InterpolateBy(_factors, Mode, AlignCorners)
        : input.Interpolate(Size, Mode, AlignCorners);
}
