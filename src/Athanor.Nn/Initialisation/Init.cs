namespace Athanor.Nn;

/// <summary>First values of parameters. Each draws from <see cref="RandomSource.Default"/>; on the meta device they cost nothing.</summary>
public static class Init
{
    /// <summary>Uniform in [low, high).</summary>
    public static Tensor Uniform(Shape shape, double low, double high) => Tensor.Rand(shape) * (high - low) + low;

    /// <summary>Normal with a mean and deviation.</summary>
    public static Tensor Normal(Shape shape, double mean = 0, double deviation = 1) => Tensor.RandN(shape) * deviation + mean;

    /// <summary>
    /// Uniform with the bound that keeps the variance of activations through rectifiers of the given negative slope (He et al. 2015).
    /// </summary>
    public static Tensor KaimingUniform(Shape shape, double slope = 0, bool fanOut = false)
    {
        (long fanIn, long fanOutCount) = Fans(shape);
        double bound = Math.Sqrt(6 / ((1 + slope * slope) * Math.Max(fanOut ? fanOutCount : fanIn, 1)));
        return Uniform(shape, -bound, bound);
    }

    /// <summary>How many inputs each output sums, and how many outputs each input feeds, for a weight (out, in, …).</summary>
    internal static (long In, long Out) Fans(Shape shape)
    {
        if (shape.Rank < 2)
            throw new TensorException("init", $"fans need a weight of at least 2 dimensions, got {shape}");
        long field = 1;
        for (int i = 2; i < shape.Rank; i++)
            field *= shape[i];
        return (shape[1] * field, shape[0] * field);
    }
}
