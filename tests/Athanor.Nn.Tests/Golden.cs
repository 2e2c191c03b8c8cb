using System.Text.Json;

namespace Athanor.Nn.Tests;

/// <summary>The reference's numbers that lie beside the tests, and the rule that fills their problems.</summary>
internal static class Golden
{
    public static JsonElement Read(string name)
    {
        using Stream stream = typeof(Golden).Assembly.GetManifestResourceStream(name)!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    /// <summary>Numbers in [−1, 1) that follow from a name: FNV-1a of it, stepped by splitmix64.</summary>
    public static double[] Symmetric(string name, int count)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte b in System.Text.Encoding.UTF8.GetBytes(name))
            hash = (hash ^ b) * 0x100000001B3;
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            ulong z = hash + ((ulong)i + 1) * 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            values[i] = 2 * ((z >> 40) * Math.Pow(2, -24)) - 1;
        }
        return values;
    }

    public static Tensor Fill(string name, params int[] shape) => Tensor.From(Symmetric(name, shape.Aggregate(1, (a, b) => a * b)), shape);

    public static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"[{i}] expected {expected[i]:R}, got {actual[i]:R}");
    }
}
