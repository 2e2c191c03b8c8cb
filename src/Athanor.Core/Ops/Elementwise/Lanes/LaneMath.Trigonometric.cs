using System.Runtime.CompilerServices;

namespace Athanor.Ops;

// Sine and cosine by quadrants: x = n times pi/2 + r.
public static unsafe partial class LaneMath<L, T>
{
    /// <summary>Sine of x in radians.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Sin(L x)
    {
        FloatOnly();
        var r = Quadrant(x, out var n);
        var result = L.NegateIfBit(L.IfBit(n, 0, CosNear0(r), SinNear0(r)), n, 1);
        result = L.IfEqual(x, C(0), x, result);
        var large = C(LargeAngle);
        var angle = L.Abs(x);
        return L.AnyGreater(angle, large) ? L.IfLess(large, angle, L.Each(x, &Math.Sin), result) : result;
    }

    /// <summary>Cosine of x in radians.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Cos(L x)
    {
        FloatOnly();
        var r = Quadrant(x, out var n);
        n += C(1);
        var result = L.NegateIfBit(L.IfBit(n, 0, CosNear0(r), SinNear0(r)), n, 1);
        var large = C(LargeAngle);
        var angle = L.Abs(x);
        return L.AnyGreater(angle, large) ? L.IfLess(large, angle, L.Each(x, &Math.Cos), result) : result;
    }

    /// <summary>Tangent of x in radians.</summary>
    public static L Tan(L x)
    {
        FloatOnly();
        return L.Each(x, &Math.Tan);
    }

    /// <summary>Up to here three parts of π/2 reduce exactly enough; beyond, elements go to the runtime's functions of double.</summary>
    private static double LargeAngle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsFloat ? 1 << 15 : 1 << 22;
    }

    /// <summary>r = x − n · π/2; n is the low bits of what is returned for it, added to 1.5 · 2²³ (2⁵² for double).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Quadrant(L x, out L n)
    {
        var shift = C(IsFloat ? FloatBits.Integer32 : FloatBits.Integer64);
        n = L.MultiplyAdd(x, C(0.6366197723675814), shift);
        var k = -(n - shift);

        // The first step is exact: x and n·π₁ are multiples of the same 2⁻²³ (2⁻⁵²), and their difference is below 1.
        var r = L.MultiplyAdd(k, C(IsFloat ? 1.5707963705062866 : 1.5707963267948966), x);
        r = L.MultiplyAdd(k, C(IsFloat ? -4.371138828673793e-08 : 6.123233995736766e-17), r);
        return L.MultiplyAdd(k, C(IsFloat ? -1.7151245100058819e-15 : -1.4973849048591698e-33), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L SinNear0(L r)
    {
        var z = r * r;
        L p;
        if (IsFloat)
        {
            p = C(-0.00019582831009756774);
            p = Step(p, z, 0.008332724682986736);
            p = Step(p, z, -0.166666641831398);
        }
        else
        {
            p = C(1.5915309183057952e-10);
            p = Step(p, z, -2.5051092308431318e-08);
            p = Step(p, z, 2.7557315910939e-06);
            p = Step(p, z, -0.00019841269836385435);
            p = Step(p, z, 0.0083333333333307);
            p = Step(p, z, -0.16666666666666666);
        }

        return L.MultiplyAdd(p, z * r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L CosNear0(L r)
    {
        var z = r * r;
        L p;
        if (IsFloat)
        {
            p = C(2.4542870960431173e-05);
            p = Step(p, z, -0.0013888279208913445);
            p = Step(p, z, 0.0416666641831398);
        }
        else
        {
            p = C(-1.1380868171449914e-11);
            p = Step(p, z, 2.0876121534608454e-09);
            p = Step(p, z, -2.7557317151858866e-07);
            p = Step(p, z, 2.480158729853226e-05);
            p = Step(p, z, -0.0013888888888887241);
            p = Step(p, z, 0.041666666666666664);
        }

        // 1 − z/2 and what its rounding lost, as fdlibm's k_cos.c does.
        var half = C(0.5) * z;
        var head = C(1) - half;
        var lost = (C(1) - head) - half;
        return head + L.MultiplyAdd(z * z, p, lost);
    }
}
