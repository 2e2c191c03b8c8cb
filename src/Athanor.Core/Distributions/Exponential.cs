namespace Athanor.Distributions;

/// <summary>The exponential distribution: density rate·e^(−rate·x).</summary>
public sealed class Exponential(Tensor rate) : Distribution(rate.Shape)
{
    /// <summary>1 over the mean.</summary>
    public Tensor Rate { get; } = rate;

    /// <inheritdoc/>
    public override Tensor Mean => Rate.Reciprocal();

    /// <inheritdoc/>
    public override Tensor Variance => Rate.Square().Reciprocal();

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value) => Inside(value >= 0.0, Rate.Log() - Rate * value);

    /// <inheritdoc/>
    public override Tensor Entropy() => 1.0 - Rate.Log();

    private protected override Tensor Draw(Shape shape, RandomSource? random) => -Uniforms(shape, Rate, random).Log() / Rate;
}
