using System.IO.Compression;

namespace Athanor.Tests.Ops.LaneTests;

/// <summary>Arguments for the tests, in lengths that divide by every lane's width.</summary>
internal static class Samples
{
    public static readonly double[] Special =
    [
        0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1, -1, 0.5, -0.5, 2, -2, 1.5, -1.5, 2.5, -2.5, 3, -3, 100,
        -100, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1.1754943508222875e-38, float.MaxValue, float.MinValue, 1e30f, -1e30f,
        0.9999999403953552, 1.0000001192092896, 8388609, -16777215,
    ];

    /// <summary>Every stride-th bit pattern, of which there are 2³², and the special values.</summary>
    public static float[] AllFloats(int stride)
    {
        var patterns = Enumerable.Range(0, (int)(uint.MaxValue / (uint)stride));
        return Whole([.. Special.Select(x => (float)x), .. patterns.Select(i => BitConverter.UInt32BitsToSingle((uint)i * (uint)stride))]);
    }

    public static float[] Between(float low, float high, int count) =>
        Whole([.. Enumerable.Range(0, count).Select(i => (float)(low + (((double)high - low) * i / count)))]);

    /// <summary>All pairs.</summary>
    public static (T[] A, T[] B) Pairs<T>(T[] values) =>
        (Whole([.. values.SelectMany(a => values.Select(_ => a))]), Whole([.. values.SelectMany(_ => values)]));

    public static T[] Whole<T>(T[] values) =>
        values.Length % 16 == 0 ? values : [.. values, .. Enumerable.Repeat(values[^1], 16 - (values.Length % 16))];

    /// <summary>The rows of a compressed table.</summary>
    public static IEnumerable<string[]> Table(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", name));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }
}
