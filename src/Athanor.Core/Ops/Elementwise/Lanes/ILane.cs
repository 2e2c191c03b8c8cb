namespace Athanor.Ops;

/// <summary>
/// A number, or several side by side, or the text of one: what elementwise functions are written in. A function written once over a
/// lane runs on scalars, on 256- and 512-bit vectors, as tensor operations (for higher derivatives) and prints as source for a GPU.
/// </summary>
/// <remarks>There is no branching over lanes: the <c>If…</c> members choose between two values that are both computed.</remarks>
/// <typeparam name="L">The lane itself.</typeparam>
public interface ILane<L>
    where L : struct, ILane<L>
{
    /// <summary>The same number in every place, rounded to the element type.</summary>
    static abstract L Constant(double value);

    /// <summary>a + b.</summary>
    static abstract L operator +(L a, L b);

    /// <summary>a − b.</summary>
    static abstract L operator -(L a, L b);

    /// <summary>−a.</summary>
    static abstract L operator -(L a);

    /// <summary>a · b.</summary>
    static abstract L operator *(L a, L b);

    /// <summary>a / b; on integers rounded toward zero, and 0 where b is 0.</summary>
    static abstract L operator /(L a, L b);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract L MultiplyAdd(L a, L b, L c);

    /// <summary><paramref name="then"/> where a &lt; b (false for NaN), else <paramref name="otherwise"/>.</summary>
    static abstract L IfLess(L a, L b, L then, L otherwise);

    /// <summary><paramref name="then"/> where a ≤ b (false for NaN), else <paramref name="otherwise"/>.</summary>
    static abstract L IfLessOrEqual(L a, L b, L then, L otherwise);

    /// <summary><paramref name="then"/> where a = b (false for NaN), else <paramref name="otherwise"/>.</summary>
    static abstract L IfEqual(L a, L b, L then, L otherwise);

    /// <summary><paramref name="then"/> where a is not a number, else <paramref name="otherwise"/>.</summary>
    static abstract L IfNaN(L a, L then, L otherwise);

    /// <summary>The smaller; NaN if either is.</summary>
    static abstract L Min(L a, L b);

    /// <summary>The larger; NaN if either is.</summary>
    static abstract L Max(L a, L b);

    /// <summary>|x|.</summary>
    static abstract L Abs(L x);

    /// <summary>The magnitude of the first with the sign bit of the second.</summary>
    static abstract L CopySign(L magnitude, L sign);

    /// <summary>√x.</summary>
    static abstract L Sqrt(L x);

    /// <summary>The largest integer not above x.</summary>
    static abstract L Floor(L x);

    /// <summary>The smallest integer not below x.</summary>
    static abstract L Ceiling(L x);

    /// <summary>The integer part.</summary>
    static abstract L Truncate(L x);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract L Round(L x);

    /// <summary>The remainder of a / b with the sign of a (C's fmod), exact.</summary>
    static abstract L Fmod(L a, L b);

    /// <summary>eˣ.</summary>
    static abstract L Exp(L x);

    /// <summary>2ˣ.</summary>
    static abstract L Exp2(L x);

    /// <summary>eˣ − 1, accurate near 0.</summary>
    static abstract L Expm1(L x);

    /// <summary>Natural logarithm.</summary>
    static abstract L Log(L x);

    /// <summary>Logarithm to base 2.</summary>
    static abstract L Log2(L x);

    /// <summary>Logarithm to base 10.</summary>
    static abstract L Log10(L x);

    /// <summary>ln(1 + x), accurate near 0.</summary>
    static abstract L Log1p(L x);

    /// <summary>a to the power b, with C's special cases.</summary>
    static abstract L Pow(L a, L b);

    /// <summary>Sine of x in radians.</summary>
    static abstract L Sin(L x);

    /// <summary>Cosine of x in radians.</summary>
    static abstract L Cos(L x);

    /// <summary>Tangent of x in radians.</summary>
    static abstract L Tan(L x);

    /// <summary>Inverse sine in radians.</summary>
    static abstract L Asin(L x);

    /// <summary>Inverse cosine in radians.</summary>
    static abstract L Acos(L x);

    /// <summary>Inverse tangent in radians.</summary>
    static abstract L Atan(L x);

    /// <summary>The angle of the point (x, y), in (−π, π].</summary>
    static abstract L Atan2(L y, L x);

    /// <summary>Hyperbolic sine.</summary>
    static abstract L Sinh(L x);

    /// <summary>Hyperbolic cosine.</summary>
    static abstract L Cosh(L x);

    /// <summary>Hyperbolic tangent.</summary>
    static abstract L Tanh(L x);

    /// <summary>Inverse hyperbolic sine.</summary>
    static abstract L Asinh(L x);

    /// <summary>Inverse hyperbolic cosine.</summary>
    static abstract L Acosh(L x);

    /// <summary>Inverse hyperbolic tangent.</summary>
    static abstract L Atanh(L x);

    /// <summary>The error function.</summary>
    static abstract L Erf(L x);

    /// <summary>1 − erf x, accurate for large x.</summary>
    static abstract L Erfc(L x);

    /// <summary>The inverse of the error function.</summary>
    static abstract L ErfInv(L x);

    /// <summary>ln |Γ(x)|.</summary>
    static abstract L LogGamma(L x);

    /// <summary>The <paramref name="order"/>-th derivative of the digamma function; order 0 is digamma itself.</summary>
    static abstract L Polygamma(int order, L x);
}
