namespace Athanor.Distributions;

/// <summary>The beta distribution on (0, 1). Draws are quotients of gamma draws and differentiable as those are.</summary>
public sealed class Beta : Distribution
{
    /// <summary>Of density proportional to x^(alpha − 1)·(1 − x)^(beta − 1); shapes broadcast.</summary>
    public Beta(Tensor alpha, Tensor beta)
        : base(Shape.Broadcast(alpha.Shape, beta.Shape, nameof(Beta))) =>
            (Concentration1, Concentration0) = Together(nameof(Beta), alpha, beta);

    /// <summary>The exponent of x, plus 1.</summary>
    public Tensor Concentration1 { get; }

    /// <summary>The exponent of 1 − x, plus 1.</summary>
    public Tensor Concentration0 { get; }

    /// <inheritdoc/>
    public override Tensor Mean => Concentration1 / (Concentration1 + Concentration0);

    /// <inheritdoc/>
    public override Tensor Variance
    {
        get
        {
            Tensor sum = Concentration1 + Concentration0;
            return Concentration1 * Concentration0 / (sum.Square() * (sum + 1.0));
        }
    }

    /// <summary>ln B(alpha, beta).</summary>
    internal Tensor LogNormaliser => Concentration1.LogGamma() + Concentration0.LogGamma() - (Concentration1 + Concentration0).LogGamma();

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value) => Inside(
        (value >= 0.0).LogicalAnd(value <= 1.0),
        (Concentration1 - 1.0).XLogY(value.Clamp(0.0, 1.0)) + (Concentration0 - 1.0).XLogY(1.0 - value.Clamp(0.0, 1.0)) - LogNormaliser);

    /// <inheritdoc/>
    public override Tensor Entropy() =>
        LogNormaliser - (Concentration1 - 1.0) * Concentration1.Digamma() - (Concentration0 - 1.0) * Concentration0.Digamma()
        + (Concentration1 + Concentration0 - 2.0) * (Concentration1 + Concentration0).Digamma();

    private protected override Tensor Draw(Shape shape, RandomSource? random)
    {
        Tensor a = Gammas(shape, Concentration1, random), b = Gammas(shape, Concentration0, random);
        return a / (a + b);
    }
}
