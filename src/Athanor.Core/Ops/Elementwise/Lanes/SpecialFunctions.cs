namespace Athanor.Ops;

/// <summary>Special functions of double precision that the base library lacks.</summary>
public static partial class SpecialFunctions
{
    /// <summary>The error function.</summary>
    public static double Erf(double x) => LaneMath<Scalar<double>, double>.Erf(new(x)).Value;

    /// <summary>1 − erf x, accurate for large x.</summary>
    public static double Erfc(double x) => LaneMath<Scalar<double>, double>.Erfc(new(x)).Value;

    /// <summary>The inverse of the error function: infinite at ±1, NaN beyond.</summary>
    public static double ErfInv(double y)
    {
        var a = Math.Abs(y);
        if (!(a < 1))
            return a == 1 ? y / 0.0 : double.NaN;
        if (a < 1e-9)
            return y * 0.886226925452758;

        // Winitzki's approximation (2008), good to 0.2 %, then Halley's method, which triples the digits each time.
        var log = Log1p(-y * y);
        var b = (2 / (Math.PI * 0.147)) + (log / 2);
        var x = Math.Sqrt((-log / 0.147) / (b + Math.Sqrt((b * b) - (log / 0.147))));
        for (var i = 0; i < 3; i++)
        {
            // Near 1 the difference is taken between the complements, which keep their digits.
            var error = a < 0.5 ? Erf(x) - a : (1 - a) - Erfc(x);
            var step = error / (1.1283791670955126 * Math.Exp(-x * x));
            x -= step / (1 + (x * step));
        }

        return Math.CopySign(x, y);
    }

    private static double Log1p(double x) => LaneMath<Scalar<double>, double>.Log1p(new(x)).Value;

    // sin πx and cos πx: the reduction to |r| ≤ ½ is exact.
    private static double SinPi(double x)
    {
        var n = Math.Round(x);
        var sine = Math.Sin(Math.PI * (x - n));
        return n % 2 == 0 ? sine : -sine;
    }

    private static double CosPi(double x)
    {
        var n = Math.Round(x);
        var r = Math.Abs(x - n);
        var cosine = r > 0.25 ? Math.Sin(Math.PI * (0.5 - r)) : Math.Cos(Math.PI * r);
        return n % 2 == 0 ? cosine : -cosine;
    }

    private static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        var p = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            p = Math.FusedMultiplyAdd(p, x, coefficients[i]);
        return p;
    }
}
