using Athanor.Ops;

namespace Athanor.Distributions;

/// <summary>The Poisson distribution of counts.</summary>
public sealed class Poisson(Tensor rate) : Distribution(rate.Shape)
{
    /// <summary>The mean.</summary>
    public Tensor Rate { get; } = rate;

    /// <inheritdoc/>
    public override bool HasRSample => false;

    /// <inheritdoc/>
    public override Tensor Mean => Rate;

    /// <inheritdoc/>
    public override Tensor Variance => Rate;

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value) => value.XLogY(Rate) - Rate - (value + 1.0).LogGamma();

    /// <summary>There is no closed form.</summary>
    /// <exception cref="TensorException">Always.</exception>
    public override Tensor Entropy() =>
        throw new TensorException(nameof(Poisson), "its entropy has no closed form; average -LogProb over draws");

    private protected override Tensor Draw(Shape shape, RandomSource? random)
    {
        random ??= RandomSource.Default;
        ulong first = random.Offset;
        random.Offset += (ulong)shape.Count * PoissonSample.Blocks;
        return Tensor.Apply(new PoissonSample(random.Seed, first), Rate.Expand(shape));
    }
}
