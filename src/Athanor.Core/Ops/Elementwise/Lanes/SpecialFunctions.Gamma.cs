namespace Athanor.Ops;

// The logarithm of the gamma function.
public static partial class SpecialFunctions
{
    // ln Γ(1 + u) / (u(u − 1)) on 0 ≤ u ≤ 1 in powers of u − ½: divided by its zeros, it is accurate beside them.
    private static ReadOnlySpan<double> GammaCoefficients =>
    [
        0.4831289505409809, -0.14595989591430608, 0.06291140107456439, -0.031308487501010646,
        0.01679709863127416, -0.009425622448525798, 0.005446457839126065, -0.0032120740737152814,
        0.0019229163127905161, -0.0011644145847310124, 0.000711519067515296, -0.00043799307479613914,
        0.00027131373861446925, -0.0001689178215524898, 0.00010535512483785591, -6.614136022346414e-05,
        4.30276816975503e-05, -2.7201673025504752e-05, 1.3186019073996835e-05, -8.355075869795273e-06,
        1.2140008083973407e-05, -7.760660152513446e-06,
    ];

    // B₂ₖ / (2k(2k − 1)): Stirling's series.
    private static ReadOnlySpan<double> StirlingCoefficients =>
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400];

    /// <summary>ln |Γ(x)|, infinite at the poles 0, −1, −2, …</summary>
    public static double LogGamma(double x)
    {
        if (double.IsInfinity(x))
            return double.PositiveInfinity;
        if (!(x > 0))
            return LogGammaNegative(-x);
        if (x < 1e-20)
            return -Math.Log(x);
        if (x < 1)
            return LogGammaUnit(x) - Math.Log(x);
        if (x <= 2)
            return LogGammaUnit(x - 1);
        if (x < 10)
        {
            var product = 1.0;
            for (; x >= 3; product *= x)
                x -= 1;
            return LogGammaUnit(x - 2) + Math.Log(product * (x - 1));
        }

        // Beyond 10¹⁷ the series is below one bit, and 1/x² would only cost.
        var series = x > 1e17 ? 0 : Horner(StirlingCoefficients, 1 / (x * x)) / x;
        return ((x - 0.5) * (Math.Log(x) - 1)) + (0.5 * (Math.Log(2 * Math.PI) - 1)) + series;
    }

    // Reflection: Γ(a) Γ(−a) = −π / (a sin πa).
    private static double LogGammaNegative(double a)
    {
        if (double.IsNaN(a))
            return a;
        if (a == Math.Floor(a))
            return double.PositiveInfinity;
        if (a < 1e-20)
            return -Math.Log(a);
        return Math.Log(Math.PI / (a * Math.Abs(SinPi(a)))) - LogGamma(a);
    }

    private static double LogGammaUnit(double u) => u * (u - 1) * Horner(GammaCoefficients, u - 0.5);
}
