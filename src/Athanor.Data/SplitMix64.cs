namespace Athanor.Data;

/// <summary>
/// The generator SplitMix64 (Steele, Lea and Flood, 2014): a counter and a mixing function. Splits are drawn with it because the whole
/// recipe fits in this file, so that a seed gives the same split in every version and in any other language.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number below <paramref name="bound"/>, equally likely: a product's high half, biased draws rejected (Lemire).</summary>
    public int Below(int bound)
    {
        ulong range = (ulong)bound;
        ulong reject = (0 - range) % range;
        while (true)
        {
            ulong high = Math.BigMul(Next(), range, out ulong low);
            if (low >= reject)
                return (int)high;
        }
    }

    /// <summary>Fisher and Yates: from the last position down, each is exchanged with one at or before it.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
