namespace Athanor;

/// <summary>
/// A stream of random numbers that is counted, not stepped: number i of the stream is a function of seed and i (Philox4×32-10, Salmon et
/// al. 2011, Parallel Random Numbers: As Easy as 1, 2, 3). Tensors are filled in parallel with the same bits for any number of threads
/// and on every device, and the state is two numbers.
/// </summary>
public sealed class RandomSource
{
    [ThreadStatic]
    private static RandomSource? t_default;

    /// <summary>A stream from its start.</summary>
    public RandomSource(ulong seed) => Seed = seed;

    /// <summary>The stream that operations of this thread draw from where none is given; seeded with 0 until <see cref="SetSeed"/>.</summary>
    public static RandomSource Default
    {
        get => t_default ??= new RandomSource(0);
        set => t_default = value;
    }

    /// <summary>Which stream this is.</summary>
    public ulong Seed { get; private set; }

    /// <summary>How many blocks of four numbers were drawn so far; set it to continue from a saved state.</summary>
    public ulong Offset { get; set; }

    /// <summary>Starts the stream of another seed.</summary>
    public void SetSeed(ulong seed)
    {
        Seed = seed;
        Offset = 0;
    }

    /// <summary>Sets aside the blocks for <paramref name="count"/> numbers and returns the first one's place.</summary>
    public ulong Reserve(long count)
    {
        ulong first = Offset;
        Offset += ((ulong)count + 3) / 4;
        return first;
    }

    /// <summary>Four 32-bit numbers: block <paramref name="counter"/> of the stream.</summary>
    public static (uint A, uint B, uint C, uint D) Philox(ulong seed, ulong counter)
    {
        return Philox((uint)seed, (uint)(seed >> 32), (uint)counter, (uint)(counter >> 32), 0, 0);
    }

    /// <summary>The generator as published: a key of two words, a counter of four.</summary>
    internal static (uint A, uint B, uint C, uint D) Philox(uint k0, uint k1, uint c0, uint c1, uint c2, uint c3)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = 0xD2511F53UL * c0, p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        return (c0, c1, c2, c3);
    }

    /// <summary>A permutation of 0 … <paramref name="count"/> − 1 (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = i;
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)NextBelow((ulong)i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    /// <summary>One integer in [0, <paramref name="bound"/>).</summary>
    public ulong NextBelow(ulong bound)
    {
        (uint a, uint b, _, _) = Philox(Seed, Reserve(1));
        return Math.BigMul(((ulong)a << 32) | b, bound, out _);
    }

    /// <summary>One number in [0, 1).</summary>
    public double NextUniform()
    {
        (uint a, uint b, _, _) = Philox(Seed, Reserve(1));
        return (((ulong)a << 21) ^ (b >> 11)) * (1.0 / (1UL << 53));
    }
}
