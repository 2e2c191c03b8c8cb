namespace Athanor.Tests.Ops.LaneTests;

/// <summary>Distances in units of the last place.</summary>
internal static class Ulp
{
    /// <summary>Of a float from an exact value; 0 where both are NaN or the same infinity, infinite where only one is.</summary>
    public static double Distance(float got, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(got))
            return double.IsNaN(exact) && float.IsNaN(got) ? 0 : double.PositiveInfinity;
        var nearest = (float)exact;
        if (got == nearest)
            return float.IsInfinity(got) ? 0 : Math.Abs(got - exact) / Spacing(exact);
        if (float.IsInfinity(nearest) || float.IsInfinity(got))
            return Math.Abs((long)Order(got) - Order(nearest));
        return Math.Abs(got - exact) / Spacing(exact);
    }

    /// <summary>Of two doubles, counted in doubles between them.</summary>
    public static double Distance(double got, double expected)
    {
        if (double.IsNaN(expected) || double.IsNaN(got))
            return double.IsNaN(expected) && double.IsNaN(got) ? 0 : double.PositiveInfinity;
        return Math.Abs((double)(Int128)Order(got) - (double)(Int128)Order(expected)) is var d && d < 1e15
            ? (double)Int128.Abs((Int128)Order(got) - Order(expected))
            : d;
    }

    private static double Spacing(double exact) => Math.Max(Math.ScaleB(1, Math.ILogB(exact) - 23), float.Epsilon);

    private static int Order(float x)
    {
        var bits = BitConverter.SingleToInt32Bits(x);
        return bits < 0 ? int.MinValue - bits : bits;
    }

    private static long Order(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return bits < 0 ? long.MinValue - bits : bits;
    }
}
