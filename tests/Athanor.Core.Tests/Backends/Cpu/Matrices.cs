using System.Numerics;
using System.Runtime.InteropServices;

namespace Athanor.Tests.Backends.Cpu;

/// <summary>Arrays to multiply and ways to compare them.</summary>
internal static class Matrices
{
    public static T[] Random<T>(Random random, int count)
        where T : unmanaged, INumberBase<T>
    {
        var values = new T[count];
        for (int i = 0; i < count; i++)
            values[i] = T.CreateChecked(random.NextDouble() * 2 - 1);
        return values;
    }

    public static T[] Nan<T>(int count)
        where T : unmanaged, INumberBase<T>
    {
        var values = new T[count];
        values.AsSpan().Fill(T.CreateChecked(double.NaN));
        return values;
    }

    /// <summary>The tolerance is per root of a thousand addends or so: errors are compared with the largest value.</summary>
    public static void AssertClose<T>(double[] expected, T[] actual, double tolerance, string what)
        where T : unmanaged, INumberBase<T>
    {
        double scale = Math.Max(1, expected.Length == 0 ? 0 : expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            double value = double.CreateChecked(actual[i]);
            if (!(Math.Abs(value - expected[i]) <= tolerance * scale))
                Assert.Fail($"{what}: element {i} of {expected.Length} is {value}, expected {expected[i]}");
        }
    }

    public static bool SameBits<T>(T[] a, T[] b)
        where T : unmanaged => MemoryMarshal.AsBytes(a.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(b.AsSpan()));
}
