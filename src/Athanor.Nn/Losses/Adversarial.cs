using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>
/// The losses of adversarial training: for a discriminator (or critic) that scores real and made examples, and for the generator whose examples
/// it scores. Scores are logits, before any sigmoid. All are means, to be made smaller.
/// </summary>
public static class Adversarial
{
    /// <summary>−ln σ(real) − ln(1 − σ(fake)) (Goodfellow et al. 2014).</summary>
    public static Tensor MinimaxDiscriminator(Tensor real, Tensor fake) => (-real).Softplus().Mean() + fake.Softplus().Mean();

    /// <summary>ln(1 − σ(fake)): the discriminator's loss turned round, whose slope vanishes while the discriminator wins.</summary>
    public static Tensor MinimaxGenerator(Tensor fake) => -fake.Softplus().Mean();

    /// <summary>The same as <see cref="MinimaxDiscriminator"/>.</summary>
    public static Tensor NonSaturatingDiscriminator(Tensor real, Tensor fake) => MinimaxDiscriminator(real, fake);

    /// <summary>−ln σ(fake): strong slopes while the discriminator wins (Goodfellow et al. 2014).</summary>
    public static Tensor NonSaturatingGenerator(Tensor fake) => (-fake).Softplus().Mean();

    /// <summary>½ (real − 1)² + ½ fake² (Mao et al. 2017).</summary>
    public static Tensor LeastSquaresDiscriminator(Tensor real, Tensor fake) => ((real - 1.0).Square().Mean() + fake.Square().Mean()) * 0.5;

    /// <summary>½ (fake − 1)².</summary>
    public static Tensor LeastSquaresGenerator(Tensor fake) => (fake - 1.0).Square().Mean() * 0.5;

    /// <summary>fake − real, for a critic that is kept smooth, as by <see cref="GradientPenalty"/> (Arjovsky et al. 2017).</summary>
    public static Tensor WassersteinDiscriminator(Tensor real, Tensor fake) => fake.Mean() - real.Mean();

    /// <summary>−fake.</summary>
    public static Tensor WassersteinGenerator(Tensor fake) => -fake.Mean();

    /// <summary>max(0, 1 − real) + max(0, 1 + fake) (Lim and Ye 2017).</summary>
    public static Tensor HingeDiscriminator(Tensor real, Tensor fake) => (1.0 - real).Relu().Mean() + (fake + 1.0).Relu().Mean();

    /// <summary>−fake.</summary>
    public static Tensor HingeGenerator(Tensor fake) => -fake.Mean();

    /// <summary>
    /// λ (‖∇D(x)‖ − 1)² at places between real and made examples, drawn evenly for each example: the penalty of WGAN-GP (Gulrajani et al. 2017).
    /// It can be differentiated with respect to the critic's parameters.
    /// </summary>
    /// <param name="critic">From examples (N, …) to scores.</param>
    /// <param name="real">Real examples, (N, …).</param>
    /// <param name="fake">Made ones of the same shape.</param>
    /// <param name="weight">λ.</param>
    /// <param name="random">Where places are drawn from; the default source if left out.</param>
    /// <exception cref="TensorException">The shapes differ, or the scores do not depend on the examples.</exception>
    public static Tensor GradientPenalty(Func<Tensor, Tensor> critic, Tensor real, Tensor fake, double weight = 10, RandomSource? random = null)
    {
        if (real.Rank == 0 || real.Shape != fake.Shape)
            throw new TensorException("gradient_penalty", $"expected real and fake examples (N, …) of one shape, got {real.Shape} and {fake.Shape}");
        var each = new int[real.Rank];
        Array.Fill(each, 1);
        each[0] = real.Shape[0];
        Tensor between;
        using (GradMode.NoGrad())
        {
            Tensor share = Tensor.Rand(new Shape(each), real.DType, random).To(real.Device);
            between = real * share + fake * (1.0 - share);
        }

        // The root has no slope at 0, where a critic may well be flat.
        return ((SquaredSlope(critic, between) + 1e-12).Sqrt() - 1.0).Square().Mean() * weight;
    }

    /// <summary>½ γ ‖∇D(x)‖² at real examples, R1 (Mescheder, Geiger and Nowozin 2018).</summary>
    /// <param name="discriminator">From examples (N, …) to scores.</param>
    /// <param name="real">Real examples, (N, …).</param>
    /// <param name="gamma">γ.</param>
    /// <exception cref="TensorException">The scores do not depend on the examples.</exception>
    public static Tensor R1(Func<Tensor, Tensor> discriminator, Tensor real, double gamma = 10)
    {
        if (real.Rank == 0)
            throw new TensorException("r1", $"expected examples (N, …), got a scalar");
        return SquaredSlope(discriminator, real.Detach().Clone()).Mean() * (gamma / 2);
    }

    /// <summary>‖∇D(x)‖² of each example, as a part of the graph.</summary>
    private static Tensor SquaredSlope(Func<Tensor, Tensor> critic, Tensor at)
    {
        at.RequiresGrad = true;
        Tensor slope = Gradients.Of(critic(at).Sum(), at, retainGraph: true, createGraph: true);
        return slope.Rank == 1 ? slope.Square() : slope.Square().Flatten(1).Sum(1);
    }
}
