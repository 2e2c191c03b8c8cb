namespace Athanor.Nn.Functions;

/// <summary>
/// Roots between two points of different sign (Brent 1973, Algorithms for Minimization without Derivatives, chapter 4): inverse
/// quadratic interpolation where it makes progress, halving where it does not.
/// </summary>
internal static class Brent
{
    /// <summary>A point of [a, b] next to which <paramref name="f"/> changes its sign.</summary>
    public static double Root(Func<double, double> f, double a, double b, double fa, double fb)
    {
        double c = a, fc = fa, step = b - a, before = step;
        for (int i = 0; i < 200 && fb != 0; i++)
        {
            // b is the best guess, c lies on the root's other side, a is the guess before.
            if (fb > 0 == fc > 0)
                (c, fc, before, step) = (a, fa, b - a, b - a);
            if (Math.Abs(fc) < Math.Abs(fb))
                (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb);
            double tolerance = 2 * double.Epsilon + 2e-16 * Math.Abs(b), half = (c - b) / 2;
            if (Math.Abs(half) <= tolerance)
                break;
            if (Math.Abs(before) < tolerance || Math.Abs(fa) <= Math.Abs(fb)
                || !TryInterpolate(a, b, c, fa, fb, fc, tolerance, before, out double next))
                (before, step) = (half, half);
            else
                (before, step) = (step, next);
            (a, fa) = (b, fb);
            b += Math.Abs(step) > tolerance ? step : Math.CopySign(tolerance, half);
            fb = f(b);
        }
        return b;
    }

    private static bool TryInterpolate(
        double a, double b, double c, double fa, double fb, double fc, double tolerance, double before, out double step)
    {
        double half = (c - b) / 2, s = fb / fa, p, q;
        if (a == c)
        {
            (p, q) = (2 * half * s, 1 - s);
        }
        else
        {
            double u = fa / fc, r = fb / fc;
            (p, q) = (s * (2 * half * u * (u - r) - (b - a) * (r - 1)), (u - 1) * (r - 1) * (s - 1));
        }
        if (p > 0)
            q = -q;
        p = Math.Abs(p);
        step = p / q;
        return 2 * p < Math.Min(3 * half * q - Math.Abs(tolerance * q), Math.Abs(before * q));
    }
}
