namespace Athanor.Ops;

/// <summary>Formulas over lanes that several elementwise functions share.</summary>
internal static class LaneFormulas
{
    /// <summary>1 / (1 + e⁻ˣ); the exponential is only taken of what is not positive, so nothing overflows.</summary>
    public static L Sigmoid<L>(L x)
        where L : struct, ILane<L>
    {
        L e = L.Exp(-L.Abs(x));
        L positive = L.Constant(1) / (L.Constant(1) + e);
        return L.IfLess(x, L.Constant(0), e * positive, positive);
    }

    /// <summary>ln(1 + eˣ) without overflow.</summary>
    public static L Softplus<L>(L x)
        where L : struct, ILane<L> => L.Max(x, L.Constant(0)) + L.Log1p(L.Exp(-L.Abs(x)));

    /// <summary>The distribution function of the standard normal distribution.</summary>
    public static L NormalCdf<L>(L x)
        where L : struct, ILane<L> => L.Constant(0.5) * L.Erfc(x * L.Constant(-0.70710678118654752440));

    public static L SiluSlope<L>(L x)
        where L : struct, ILane<L>
    {
        L s = Sigmoid(x);
        return s * (L.Constant(1) + x * (L.Constant(1) - s));
    }

    public static L MishSlope<L>(L x)
        where L : struct, ILane<L>
    {
        L t = L.Tanh(Softplus(x));
        return t + x * Sigmoid(x) * (L.Constant(1) - t * t);
    }

    public static L GeluTanh<L>(L x)
        where L : struct, ILane<L> => L.Constant(0.5) * x * (L.Constant(1) + L.Tanh(GeluInner(x)));

    public static L GeluTanhSlope<L>(L x)
        where L : struct, ILane<L>
    {
        L t = L.Tanh(GeluInner(x));
        L inner = L.Constant(GeluScale) * (L.Constant(1) + L.Constant(3 * GeluCubic) * x * x);
        return L.Constant(0.5) * (L.Constant(1) + t) + L.Constant(0.5) * x * (L.Constant(1) - t * t) * inner;
    }

    public static L Sinc<L>(L x)
        where L : struct, ILane<L>
    {
        L angle = x * L.Constant(Math.PI);
        return L.IfEqual(x, L.Constant(0), L.Constant(1), L.Sin(angle) / L.IfEqual(x, L.Constant(0), L.Constant(1), angle));
    }

    public static L SincSlope<L>(L x)
        where L : struct, ILane<L>
    {
        L angle = x * L.Constant(Math.PI), safe = L.IfEqual(x, L.Constant(0), L.Constant(1), x);
        L slope = (L.Cos(angle) - L.Sin(angle) / (safe * L.Constant(Math.PI))) / safe;
        return L.IfEqual(x, L.Constant(0), L.Constant(0), slope);
    }

    /// <summary>a − b · floor(a / b), exactly: C's remainder moved to the sign of b.</summary>
    public static L Remainder<L>(L a, L b)
        where L : struct, ILane<L>
    {
        L r = L.Fmod(a, b);
        L moved = r + b;
        L whereNegative = L.IfLess(r, L.Constant(0), L.IfLess(b, L.Constant(0), r, moved), L.IfLess(L.Constant(0), r, L.IfLess(b, L.Constant(0), moved, r), r));
        return whereNegative;
    }

    /// <summary>
    /// floor(a / b), from C's exact remainder so that neither can rounding of the quotient push it over an integer nor the difference
    /// overflow; one less where the remainder's sign is not that of b.
    /// </summary>
    public static L FloorDivide<L>(L a, L b)
        where L : struct, ILane<L>
    {
        L r = L.Fmod(a, b), whole = L.Round((a - r) / b), below = whole - L.Constant(1);
        L moved = L.IfLess(r, L.Constant(0), L.IfLess(L.Constant(0), b, below, whole), L.IfLess(L.Constant(0), r, L.IfLess(b, L.Constant(0), below, whole), whole));
        return L.IfEqual(b, L.Constant(0), a / b, moved);
    }

    public static L Hypot<L>(L a, L b)
        where L : struct, ILane<L>
    {
        L x = L.Abs(a), y = L.Abs(b);
        L large = L.Max(x, y), small = L.Min(x, y);
        L ratio = small / L.IfEqual(large, L.Constant(0), L.Constant(1), large);
        L length = large * L.Sqrt(L.MultiplyAdd(ratio, ratio, L.Constant(1))), endless = L.Constant(double.PositiveInfinity);
        return L.IfEqual(x, endless, endless, L.IfEqual(y, endless, endless, length)); // also beside NaN
    }

    public static L LogAddExp<L>(L a, L b)
        where L : struct, ILane<L>
    {
        L large = L.Max(a, b);
        L sum = large + L.Log1p(L.Exp(-L.Abs(a - b)));
        return L.IfEqual(a, b, a + L.Constant(0.69314718055994530942), sum);
    }

    private const double GeluScale = 0.79788456080286535588;
    private const double GeluCubic = 0.044715;

    private static L GeluInner<L>(L x)
        where L : struct, ILane<L> => L.Constant(GeluScale) * L.MultiplyAdd(x * x * L.Constant(GeluCubic), x, x);
}
