namespace Athanor.Distributions;

/// <summary>
/// The Dirichlet distribution on vectors that sum to 1; the parameters' last dimension is theirs. Draws are gamma draws over their sum.
/// </summary>
public sealed class Dirichlet : Distribution
{
    /// <summary>Of concentrations, one a component.</summary>
    /// <exception cref="TensorException">They are a scalar.</exception>
    public Dirichlet(Tensor concentration)
        : base(
            concentration.Rank > 0 ? concentration.Shape[..^1]
                : throw new TensorException(nameof(Dirichlet), "the concentrations must be a vector, got a scalar"),
            concentration.Shape[^1..]) => Concentration = concentration;

    /// <summary>The concentrations.</summary>
    public Tensor Concentration { get; }

    /// <inheritdoc/>
    public override Tensor Mean => Concentration / Concentration.Sum(-1, keepDim: true);

    /// <inheritdoc/>
    public override Tensor Variance
    {
        get
        {
            Tensor sum = Concentration.Sum(-1, keepDim: true);
            return Concentration * (sum - Concentration) / (sum.Square() * (sum + 1.0));
        }
    }

    /// <summary>The logarithm of the multivariate beta function.</summary>
    internal Tensor LogNormaliser => Concentration.LogGamma().Sum(-1) - Concentration.Sum(-1).LogGamma();

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value) => (Concentration - 1.0).XLogY(value).Sum(-1) - LogNormaliser;

    /// <inheritdoc/>
    public override Tensor Entropy()
    {
        Tensor sum = Concentration.Sum(-1);
        return LogNormaliser + (sum - Concentration.Shape[^1]) * sum.Digamma() - ((Concentration - 1.0) * Concentration.Digamma()).Sum(-1);
    }

    private protected override Tensor Draw(Shape shape, RandomSource? random)
    {
        Tensor gammas = Gammas(shape, Concentration, random);
        return gammas / gammas.Sum(-1, keepDim: true);
    }
}
