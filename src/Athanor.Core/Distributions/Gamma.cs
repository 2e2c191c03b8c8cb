namespace Athanor.Distributions;

/// <summary>
/// The gamma distribution of shape a (concentration) and rate b. Draws are differentiable in both; in the shape by implicit
/// reparameterisation, once: a second derivative through draws throws.
/// </summary>
public sealed class Gamma : Distribution
{
    /// <summary>Of shape and rate; shapes broadcast.</summary>
    public Gamma(Tensor concentration, Tensor rate)
        : base(Shape.Broadcast(concentration.Shape, rate.Shape, nameof(Gamma))) =>
        (Concentration, Rate) = Together(nameof(Gamma), concentration, rate);

    /// <summary>The shape parameter a.</summary>
    public Tensor Concentration { get; }

    /// <summary>The rate b, 1 over the scale.</summary>
    public Tensor Rate { get; }

    /// <inheritdoc/>
    public override Tensor Mean => Concentration / Rate;

    /// <inheritdoc/>
    public override Tensor Variance => Concentration / Rate.Square();

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value) => Inside(
        value >= 0.0,
        Concentration * Rate.Log() + (Concentration - 1.0).XLogY(value.Clamp(low: 0.0)) - Rate * value - Concentration.LogGamma());

    /// <inheritdoc/>
    public override Tensor Entropy() =>
        Concentration - Rate.Log() + Concentration.LogGamma() + (1.0 - Concentration) * Concentration.Digamma();

    private protected override Tensor Draw(Shape shape, RandomSource? random) => Gammas(shape, Concentration, random) / Rate;
}
