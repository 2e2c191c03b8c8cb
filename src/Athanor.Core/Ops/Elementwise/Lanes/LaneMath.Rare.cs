namespace Athanor.Ops;

// Rare functions go element by element through functions of double.
public static unsafe partial class LaneMath<L, T>
{
    /// <summary>Inverse sine in radians.</summary>
    public static L Asin(L x)
    {
        FloatOnly();
        return L.Each(x, &Math.Asin);
    }

    /// <summary>Inverse cosine in radians.</summary>
    public static L Acos(L x)
    {
        FloatOnly();
        return L.Each(x, &Math.Acos);
    }

    /// <summary>Inverse tangent in radians.</summary>
    public static L Atan(L x)
    {
        FloatOnly();
        return L.Each(x, &Math.Atan);
    }

    /// <summary>Hyperbolic sine.</summary>
    public static L Sinh(L x)
    {
        FloatOnly();
        return L.Each(x, &Math.Sinh);
    }

    /// <summary>Hyperbolic cosine.</summary>
    public static L Cosh(L x)
    {
        FloatOnly();
        return L.Each(x, &Math.Cosh);
    }

    /// <summary>Inverse hyperbolic sine.</summary>
    public static L Asinh(L x)
    {
        FloatOnly();
        return L.Each(x, &Math.Asinh);
    }

    /// <summary>Inverse hyperbolic cosine.</summary>
    public static L Acosh(L x)
    {
        FloatOnly();
        return L.Each(x, &Math.Acosh);
    }

    /// <summary>Inverse hyperbolic tangent.</summary>
    public static L Atanh(L x)
    {
        FloatOnly();
        return L.Each(x, &Math.Atanh);
    }

    /// <summary>ln |Γ(x)|.</summary>
    public static L LogGamma(L x)
    {
        FloatOnly();
        return L.Each(x, &SpecialFunctions.LogGamma);
    }

    /// <summary>The angle of the point (x, y).</summary>
    public static L Atan2(L y, L x)
    {
        FloatOnly();
        return L.Each(y, x, &ElementFunctions.Atan2<T>);
    }

    /// <summary>The remainder of a / b with the sign of a (C's fmod), exact; of integers 0 where b is 0.</summary>
    public static L Fmod(L a, L b) => L.Each(a, b, &ElementFunctions.Fmod<T>);

    /// <summary>The <paramref name="order"/>-th derivative of the digamma function.</summary>
    public static L Polygamma(int order, L x)
    {
        FloatOnly();
        return L.Each(C(order), x, &ElementFunctions.Polygamma<T>);
    }
}
