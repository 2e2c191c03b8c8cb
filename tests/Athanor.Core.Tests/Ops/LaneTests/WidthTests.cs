namespace Athanor.Tests.Ops.LaneTests;

/// <summary>Scalars, 256-bit and 512-bit lanes must give the same bits, so that no result depends on where a loop's tail begins.</summary>
public sealed class WidthTests
{
    public static TheoryData<string> Unary => [.. Lanes.Unary, .. Lanes.Rounding, "Sqrt"];

    public static TheoryData<string> Binary => [.. Lanes.Binary, "MultiplyAdd"];

    [Theory]
    [MemberData(nameof(Unary))]
    public void OneArgument(string name)
    {
        // Polygamma of large negative numbers and the like are slow, and go element by element anyway.
        var stride = name.StartsWith("Polygamma", StringComparison.Ordinal) ? 1 << 20 : 65521;
        float[] singles = [.. Samples.AllFloats(stride), .. Samples.Between(-5, 5, 4096)];
        var doubles = singles.Select(x => x + (x * 1e-10)).ToArray();
        Same(singles, null, name);
        Same(doubles, null, name);
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void TwoArguments(string name)
    {
        var random = new Random(3);
        var values = Samples.Special.Concat(Enumerable.Range(0, 100).Select(_ => 20 * (random.NextDouble() - 0.4))).ToArray();
        var (a, b) = Samples.Pairs(values);
        Same(a, b, name);
        Same([.. a.Select(x => (float)x)], [.. b.Select(x => (float)x)], name);
    }

    private static void Same<T>(T[] a, T[]? b, string name)
        where T : unmanaged, IEquatable<T>
    {
        var scalar = Lanes.Run(0, name, a, b);
        foreach (var bits in (int[])[256, 512])
        {
            var vector = Lanes.Run(bits, name, a, b);
            for (var i = 0; i < a.Length; i++)
            {
                // NaNs are all one; of other numbers the sign of zero counts too.
                Assert.True(
                    scalar[i].Equals(vector[i]) && Sign(scalar[i]) == Sign(vector[i]),
                    $"{name}({a[i]}, {b?[i]}): {scalar[i]} alone, {vector[i]} in {bits} bits");
            }
        }
    }

    private static bool Sign<T>(T x) => x switch
    {
        float f => !float.IsNaN(f) && float.IsNegative(f),
        double d => !double.IsNaN(d) && double.IsNegative(d),
        _ => false,
    };
}
