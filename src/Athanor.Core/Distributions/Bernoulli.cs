namespace Athanor.Distributions;

/// <summary>1 with a probability, else 0.</summary>
public sealed class Bernoulli : Distribution
{
    /// <summary>Of logits ln(p / (1 − p)); see <see cref="FromProbs"/> for probabilities.</summary>
    public Bernoulli(Tensor logits)
        : base(logits.Shape) => Logits = logits;

    /// <summary>ln(p / (1 − p)).</summary>
    public Tensor Logits { get; }

    /// <summary>The probability of 1.</summary>
    public Tensor Probs => Logits.Sigmoid();

    /// <inheritdoc/>
    public override bool HasRSample => false;

    /// <inheritdoc/>
    public override Tensor Mean => Probs;

    /// <inheritdoc/>
    public override Tensor Variance => Probs * (-Logits).Sigmoid();

    /// <summary>Of probabilities, which are kept a rounding unit away from 0 and 1.</summary>
    public static Bernoulli FromProbs(Tensor probs)
    {
        double unit = Linalg.Epsilon(probs.DType);
        Tensor p = probs.Clamp(unit, 1 - unit);
        return new Bernoulli(p.Log() - (-p).Log1p());
    }

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value) => value * Logits - Logits.Softplus(threshold: 50);

    /// <inheritdoc/>
    public override Tensor Entropy() => Logits.Softplus(threshold: 50) - Probs * Logits;

    private protected override Tensor Draw(Shape shape, RandomSource? random) => (Uniforms(shape, Logits, random) < Probs).To(Logits.DType);
}
