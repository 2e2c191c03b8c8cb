namespace Athanor.Distributions;

/// <summary>
/// The normal distribution cut to [low, high]. Draws invert the cumulative distribution by erf⁻¹, which is exact while the bounds are
/// within about 5 (float32) or 8 (float64) deviations of <see cref="Loc"/>; an interval wholly beyond that collapses to its nearer end.
/// </summary>
public sealed class TruncatedNormal : Distribution
{
    private readonly Tensor _a, _b, _mass;

    /// <summary>Of the uncut mean and deviation, and bounds.</summary>
    public TruncatedNormal(Tensor loc, Tensor scale, double low, double high)
        : base(Shape.Broadcast(loc.Shape, scale.Shape, nameof(TruncatedNormal)))
    {
        if (!(low < high))
            throw new TensorException(nameof(TruncatedNormal), $"low must be less than high, got {low} and {high}");
        (Loc, Scale) = Together(nameof(TruncatedNormal), loc, scale);
        (Low, High) = (low, high);
        _a = (low - Loc) / Scale;
        _b = (high - Loc) / Scale;
        _mass = ((_b / Math.Sqrt(2)).Erf() - (_a / Math.Sqrt(2)).Erf()) * 0.5;
    }

    /// <summary>The mean before the cut.</summary>
    public Tensor Loc { get; }

    /// <summary>The standard deviation before the cut.</summary>
    public Tensor Scale { get; }

    /// <summary>The lower bound.</summary>
    public double Low { get; }

    /// <summary>The upper bound.</summary>
    public double High { get; }

    /// <inheritdoc/>
    public override Tensor Mean => Loc + Scale * (Density(_a) - Density(_b)) / _mass;

    /// <inheritdoc/>
    public override Tensor Variance
    {
        get
        {
            Tensor edges = (Weighted(_a) - Weighted(_b)) / _mass, shift = (Density(_a) - Density(_b)) / _mass;
            return Scale.Square() * (1.0 + edges - shift.Square());
        }
    }

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value) => Inside(
        (value >= Low).LogicalAnd(value <= High),
        ((value - Loc) / Scale).Square() * -0.5 - Scale.Log() - 0.5 * Math.Log(2 * Math.PI) - _mass.Log());

    /// <inheritdoc/>
    public override Tensor Entropy() =>
        (Scale * _mass).Log() + 0.5 * Math.Log(2 * Math.PI * Math.E) + (Weighted(_a) - Weighted(_b)) / _mass * 0.5;

    private protected override Tensor Draw(Shape shape, RandomSource? random)
    {
        Tensor from = (_a / Math.Sqrt(2)).Erf(), u = from + Uniforms(shape, Loc, random) * _mass * 2.0;
        double edge = 1 - Linalg.Epsilon(Loc.DType) / 2;
        return (Loc + Scale * Math.Sqrt(2) * u.Clamp(-edge, edge).ErfInv()).Clamp(Low, High);
    }

    private static Tensor Density(Tensor z) => (z.Square() * -0.5).Exp() * (1 / Math.Sqrt(2 * Math.PI));

    /// <summary>z·φ(z), 0 at infinity.</summary>
    private static Tensor Weighted(Tensor z) => Tensor.Where(z.IsInfinite(), z.Detach().NanToNum() * 0.0, z * Density(z));
}
