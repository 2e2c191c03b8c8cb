using System.Runtime.CompilerServices;

namespace Athanor.Ops;

// The logarithm of m times 2 to the e, m between the roots of 1/2 and 2.
public static unsafe partial class LaneMath<L, T>
{
    /// <summary>Natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Log(L x)
    {
        FloatOnly();
        var m = SplitAny(x, out var e);
        return LogSpecial(x, LogNear1(m - C(1), e));
    }

    /// <summary>Logarithm to base 2.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Log2(L x)
    {
        FloatOnly();
        return L.ViaDouble<Log2Function>(x);
    }

    /// <summary>Logarithm to base 10.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Log10(L x)
    {
        FloatOnly();
        return L.ViaDouble<Log10Function>(x);
    }

    /// <summary>ln(1 + x), accurate near 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Log1p(L x)
    {
        FloatOnly();
        var one = C(1);
        var u = one + x;

        // What the rounding of 1 + x lost, added again to the reduced argument.
        var lost = L.IfLess(one, x, one - (u - x), x - (u - one));
        var m = L.Split(u, out var e);
        var f = (m - one) + L.Scale(lost, -e);
        return L.IfEqual(x, C(0), x, LogSpecial(u, LogNear1(f, e)));
    }

    /// <summary>Split for every positive number, subnormal ones too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L SplitAny(L x, out L e)
    {
        var least = C(IsFloat ? 1.1754943508222875e-38 : 2.2250738585072014e-308);
        var normal = L.IfLess(x, least, x * C(IsFloat ? 1 << 24 : 1L << 54), x);
        var m = L.Split(normal, out var exponent);
        e = L.IfLess(x, least, exponent - C(IsFloat ? 24 : 54), exponent);
        return m;
    }

    /// <summary>The result where x is an ordinary positive number; else that of 0, of negative numbers, of infinity and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogSpecial(L x, L result)
    {
        var infinity = C(double.PositiveInfinity);
        result = L.IfLess(x, infinity, result, x);
        return L.IfLessOrEqual(x, C(0), L.IfEqual(x, C(0), -infinity, C(double.NaN)), result);
    }

    /// <summary>ln(1 + f) + e · ln 2 for 1 + f between √½ and √2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogNear1(L f, L e)
    {
        var square = f * f;
        if (IsFloat)
        {
            var p = C(0.06971611827611923);
            p = Step(p, f, -0.11479733884334564);
            p = Step(p, f, 0.11685419827699661);
            p = Step(p, f, -0.12425687164068222);
            p = Step(p, f, 0.14249058067798615);
            p = Step(p, f, -0.1666780263185501);
            p = Step(p, f, 0.20000715553760529);
            p = Step(p, f, -0.2499999701976776);
            p = Step(p, f, 0.3333333134651184);
            p = L.MultiplyAdd(p * f, square, e * C(-1.9046542121259336e-09));
            p = L.MultiplyAdd(square, C(-0.5), p);
            return L.MultiplyAdd(e, C(0.6931471805599453), f + p);
        }
        else
        {
            // With s = f / (2 + f), ln(1 + f) = 2 artanh s = f − s(f − R(s²)): the arrangement of fdlibm's e_log.c.
            var s = f / (C(2) + f);
            var z = s * s;
            var r = C(0.14616449685043406);
            r = Step(r, z, 0.15331721600556042);
            r = Step(r, z, 0.18182889125261723);
            r = Step(r, z, 0.2222221113479508);
            r = Step(r, z, 0.28571428625975487);
            r = Step(r, z, 0.39999999999899505);
            r = Step(r, z, 0.666666666666667);
            var half = C(0.5) * square;
            var tail = L.MultiplyAdd(s, L.MultiplyAdd(r, z, half), e * C(2.3190468138462996e-17));
            return L.MultiplyAdd(e, C(0.6931471805599453), f - (half - tail));
        }
    }

    private readonly struct Log2Function : IDoubleFunction
    {
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static D Apply<D>(D x)
            where D : struct, IVectorLane<D, double>
        {
            var m = LaneMath<D, double>.SplitAny(x, out var e);
            var t = LaneMath<D, double>.LogNear1(m - D.Constant(1), D.Constant(0));
            var low = D.MultiplyAdd(t, D.Constant(2.0355273740931033e-17), e);
            return LaneMath<D, double>.LogSpecial(x, D.MultiplyAdd(t, D.Constant(1.4426950408889634), low));
        }
    }

    private readonly struct Log10Function : IDoubleFunction
    {
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static D Apply<D>(D x)
            where D : struct, IVectorLane<D, double>
        {
            var m = LaneMath<D, double>.SplitAny(x, out var e);
            var t = LaneMath<D, double>.LogNear1(m - D.Constant(1), D.Constant(0));
            var low = D.MultiplyAdd(t, D.Constant(1.098319650216765e-17), e * D.Constant(-2.8037281277851704e-18));
            var mantissa = D.MultiplyAdd(t, D.Constant(0.4342944819032518), low);
            return LaneMath<D, double>.LogSpecial(x, D.MultiplyAdd(e, D.Constant(0.3010299956639812), mantissa));
        }
    }
}
