using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>Uniform random numbers in [0, 1).</summary>
    public static Tensor Rand(Shape shape, DType? dtype = null, RandomSource? random = null) => Drawn(RandomKind.Uniform, shape, dtype ?? Defaults.DType, random);

    /// <summary>Standard normal random numbers.</summary>
    public static Tensor RandN(Shape shape, DType? dtype = null, RandomSource? random = null) => Drawn(RandomKind.Normal, shape, dtype ?? Defaults.DType, random);

    /// <summary>Random integers from <paramref name="low"/> to just before <paramref name="high"/>.</summary>
    /// <exception cref="TensorException">There is no integer between.</exception>
    public static Tensor RandInt(long low, long high, Shape shape, DType dtype = DType.Int64, RandomSource? random = null)
    {
        if (high <= low)
            throw new TensorException("randint", $"there is no integer from {low} to just before {high}");
        return Drawn(RandomKind.Integer, shape, dtype, random, high - low) + low;
    }

    /// <summary>A random permutation of 0 … n − 1, as int64.</summary>
    public static Tensor RandPerm(int n, RandomSource? random = null)
    {
        int[] order = (random ?? RandomSource.Default).Permutation(n);
        return From(Array.ConvertAll(order, i => (long)i), n);
    }

    private static Tensor Drawn(RandomKind kind, Shape shape, DType dtype, RandomSource? random, long bound = 0)
    {
        random ??= RandomSource.Default;
        // A block holds four numbers; counting in whole blocks keeps streams of different sizes apart.
        return Apply(new RandomFill(kind, shape, dtype, random.Seed, random.Reserve(shape.Count), bound));
    }
}
