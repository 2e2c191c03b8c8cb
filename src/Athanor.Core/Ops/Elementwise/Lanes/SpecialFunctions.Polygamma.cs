namespace Athanor.Ops;

// Digamma and its derivatives: recurrence upward to where the asymptotic series holds, reflection for negative numbers.
public static partial class SpecialFunctions
{
    // −B₂ₖ / 2k.
    private static ReadOnlySpan<double> DigammaCoefficients =>
        [-1.0 / 12, 1.0 / 120, -1.0 / 252, 1.0 / 240, -1.0 / 132, 691.0 / 32760, -1.0 / 12, 3617.0 / 8160];

    // B₂ₖ / (2k)!: Euler and Maclaurin's sum.
    private static ReadOnlySpan<double> EulerMaclaurin =>
    [
        1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000, 1.0 / 74724249600,
        -3617.0 / 10670622842880000, 43867.0 / 5109094217170944000,
    ];

    /// <summary>The derivative of ln Γ: −∞ or ∞ at ±0 with the sign turned, NaN at the other poles.</summary>
    public static double Digamma(double x)
    {
        if (x == 0)
            return Math.CopySign(double.PositiveInfinity, -x);
        if (x < 0)
            return x == Math.Floor(x) ? double.NaN : Digamma(1 - x) - (Math.PI * CosPi(x) / SinPi(x));
        if (double.IsPositiveInfinity(x))
            return x;

        var sum = 0.0;
        for (; x < 10; x += 1)
            sum += 1 / x;
        var square = 1 / (x * x);
        return Math.Log(x) - (0.5 / x) + (square * Horner(DigammaCoefficients, square)) - sum;
    }

    /// <summary>The <paramref name="order"/>-th derivative of digamma.</summary>
    public static double Polygamma(int order, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        if (order == 0)
            return Digamma(x);
        var sign = (order & 1) == 0 ? -1 : 1;
        if (x <= 0 && x == Math.Floor(x))
            return sign * double.PositiveInfinity;
        if (x < 0)
            return (-sign * Polygamma(order, 1 - x)) - CotangentDerivative(order, x);
        return sign * Factorial(order) * HurwitzZeta(order + 1, x);
    }

    // The sum of (x + i)⁻ˢ over all i ≥ 0, for x > 0 and s > 1.
    private static double HurwitzZeta(int s, double x)
    {
        if (double.IsPositiveInfinity(x))
            return 0;
        var sum = 0.0;
        for (; x < 10 + s; x += 1)
            sum += Math.Pow(x, -s);
        var power = Math.Pow(x, -s);
        sum += (power * x / (s - 1)) + (power / 2);

        // s (s + 1) … (s + 2k − 2) / x^(s + 2k − 1).
        var factor = s * power / x;
        for (var k = 0; k < EulerMaclaurin.Length; k++)
        {
            sum += factor * EulerMaclaurin[k];
            factor *= (s + (2.0 * k) + 1) * (s + (2.0 * k) + 2) / (x * x);
        }

        return sum;
    }

    // The order-th derivative of π cot πx, as a polynomial in c = cot πx: each derivative is P′(c) times −π(1 + c²).
    private static double CotangentDerivative(int order, double x)
    {
        var p = new double[order + 2];
        p[1] = Math.PI;
        for (var n = 1; n <= order; n++)
        {
            var next = new double[p.Length];
            for (var k = 1; k <= n; k++)
            {
                next[k - 1] -= Math.PI * k * p[k];
                next[k + 1] -= Math.PI * k * p[k];
            }

            p = next;
        }

        return Horner(p, CosPi(x) / SinPi(x));
    }

    private static double Factorial(int n)
    {
        var product = 1.0;
        for (var i = 2; i <= n; i++)
            product *= i;
        return product;
    }
}
