using System.Text;

namespace Athanor.TestKit;

/// <summary>
/// The filling rule of golden cases: every tensor is filled from its own name, so that a case stores no weights. Stated by
/// the reference's golden.py: FNV-1a of the name seeds splitmix64, whose top 24 bits make a fraction that float32 holds exactly.
/// </summary>
public static class Golden
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary><paramref name="count"/> doubles in [0, 1).</summary>
    public static double[] Uniform(string name, long count)
    {
        ulong seed = Hash(name);
        var values = new double[count];
        for (long i = 0; i < count; i++)
        {
            ulong z = unchecked(seed + ((ulong)i + 1) * Gamma);
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            z ^= z >> 31;
            values[i] = (z >> 40) * (1.0 / (1 << 24));
        }
        return values;
    }

    /// <summary><paramref name="count"/> doubles in [-1, 1).</summary>
    public static double[] Symmetric(string name, long count)
    {
        double[] values = Uniform(name, count);
        for (int i = 0; i < values.Length; i++)
            values[i] = 2 * values[i] - 1;
        return values;
    }

    /// <summary>The values of the parameter or floating buffer <paramref name="name"/> of a state dict.</summary>
    public static float[] State(string name, Shape shape)
    {
        (double scale, double shift) = StateRange(name, shape);
        return Scaled(Symmetric(name, shape.Count), scale, shift);
    }

    /// <summary>The values of the input <paramref name="name"/> (without its prefix "input:"), scaled.</summary>
    public static float[] Input(string name, long count, double scale = 1) => Scaled(Symmetric("input:" + name, count), scale, 0);

    /// <summary>Integers from 0 up to just before <paramref name="vocabulary"/>.</summary>
    public static long[] Tokens(string name, int vocabulary, long count) =>
        [.. Uniform("input:" + name, count).Select(u => (long)(u * vocabulary))];

    private static (double Scale, double Shift) StateRange(string name, Shape shape)
    {
        string last = name[(name.LastIndexOf('.') + 1)..];
        if (last == "running_var")
            return (0.5, 1);
        if (last is "running_mean" or "bias")
            return (0.1, 0);
        if (shape.Rank <= 1)
            return (0.1, last.EndsWith("weight", StringComparison.Ordinal) || shape.Rank == 0 ? 1 : 0);
        return last.Contains("weight", StringComparison.Ordinal) ? (Math.Sqrt(6.0 / shape[1..].Count), 0) : (0.5, 0);
    }

    private static float[] Scaled(double[] values, double scale, double shift)
    {
        var scaled = new float[values.Length];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = (float)(shift + scale * values[i]);
        return scaled;
    }

    private static ulong Hash(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte b in Encoding.UTF8.GetBytes(name))
            hash = unchecked((hash ^ b) * 0x100000001B3);
        return hash;
    }
}
