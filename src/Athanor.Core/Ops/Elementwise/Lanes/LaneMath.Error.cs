using System.Runtime.CompilerServices;

namespace Athanor.Ops;

// The error function: a polynomial near 0, an exponential away from it.
public static unsafe partial class LaneMath<L, T>
{
    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Erf(L x)
    {
        FloatOnly();
        var a = L.Abs(x);
        if (IsFloat)
        {
            // ln erfc is nearly a parabola, so a polynomial of degree 8 carries it; from 4 on erf rounds to 1.
            var y = L.IfLess(C(4), a, C(4), a);
            var g = C(1.6434303233836545e-06);
            g = Step(g, y, -4.617323065758683e-05);
            g = Step(g, y, 0.0005976852844469249);
            g = Step(g, y, -0.004763201344758272);
            g = Step(g, y, 0.02642962709069252);
            g = Step(g, y, -0.11009137332439423);
            g = Step(g, y, -0.6318185925483704);
            g = Step(g, y, -1.130234718322754);
            g = Step(g, y, 0.00031958281761035323);
            var e = ReducedExpm1(g, out var n);
            var far = C(1) - L.Scale(C(1) + e, n);
            return L.IfLess(C(0.91), a, L.CopySign(far, x), ErfNear0(x));
        }
        else
        {
            var far = C(1) - ErfcFar(L.IfLess(C(6), a, C(6), a));
            return L.IfLess(C(0.95), a, L.CopySign(far, x), ErfNear0(x));
        }
    }

    /// <summary>1 − erf x, accurate for large x.</summary>
    public static L Erfc(L x)
    {
        FloatOnly();
        return L.ViaDouble<ErfcFunction>(x);
    }

    /// <summary>The inverse of the error function.</summary>
    public static L ErfInv(L x)
    {
        FloatOnly();
        return L.Each(x, &SpecialFunctions.ErfInv);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ErfNear0(L x)
    {
        var z = x * x;
        L p;
        if (IsFloat)
        {
            p = C(8.399778016610071e-05);
            p = Step(p, z, -0.0008150050416588783);
            p = Step(p, z, 0.00520171457901597);
            p = Step(p, z, -0.026859691366553307);
            p = Step(p, z, 0.11283700913190842);
            p = Step(p, z, -0.37612634897232056);
            p = Step(p, z, 0.12837916612625122);
        }
        else
        {
            p = C(5.957176147748911e-11);
            p = Step(p, z, -1.1372848856791674e-09);
            p = Step(p, z, 1.4659775274047436e-08);
            p = Step(p, z, -1.6350312701054695e-07);
            p = Step(p, z, 1.6461000484121368e-06);
            p = Step(p, z, -1.4925595266831182e-05);
            p = Step(p, z, 0.0001205533111164271);
            p = Step(p, z, -0.000854832698083379);
            p = Step(p, z, 0.0052239776248180145);
            p = Step(p, z, -0.026866170645076792);
            p = Step(p, z, 0.11283791670954879);
            p = Step(p, z, -0.3761263890318375);
            p = Step(p, z, 0.1283791670955126);
        }

        return L.MultiplyAdd(p, x, x);
    }

    /// <summary>erfc from 0.9 to 28 by Shepherd and Laframboise (1981): (1 + 2a) exp(a²) erfc a in t = (a − k)/(a + k).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ErfcFar(L a)
    {
        var t = (a - C(3)) / (a + C(3));
        var p = C(5.109531306327431e-09);
        p = Step(p, t, -1.2888691005843015e-08);
        p = Step(p, t, -1.8212723985593925e-08);
        p = Step(p, t, 5.1685140911782436e-08);
        p = Step(p, t, 1.03681858068997e-07);
        p = Step(p, t, -1.509296652848986e-07);
        p = Step(p, t, -6.165361788386739e-07);
        p = Step(p, t, 3.6231192847712934e-07);
        p = Step(p, t, 3.472133825825312e-06);
        p = Step(p, t, -7.337365336168116e-07);
        p = Step(p, t, -2.0100488488707733e-05);
        p = Step(p, t, 4.950120083452065e-06);
        p = Step(p, t, 0.0001250993483613338);
        p = Step(p, t, -0.00010515992231888689);
        p = Step(p, t, -0.0007798322745788196);
        p = Step(p, t, 0.0018886903740789592);
        p = Step(p, t, 0.0025293918166563027);
        p = Step(p, t, -0.02377051491967614);
        p = Step(p, t, 0.06830802734392455);
        p = Step(p, t, -0.11927366341527378);
        p = Step(p, t, 0.1296451587027626);
        p = Step(p, t, -0.04756229435345119);
        p = Step(p, t, -0.1356211061245812);
        p = Step(p, t, 1.2530080582697296);

        // a² in two parts, as an error in the exponent is multiplied by a².
        var square = a * a;
        var low = L.MultiplyAdd(a, a, -square);
        p /= L.MultiplyAdd(a, C(2), C(1));
        return L.MultiplyAdd(-p, low, p) * Exp(-square);
    }

    private readonly struct ErfcFunction : IDoubleFunction
    {
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static D Apply<D>(D x)
            where D : struct, IVectorLane<D, double>
        {
            var a = D.Abs(x);
            var limit = D.Constant(28);
            var far = LaneMath<D, double>.ErfcFar(D.IfLess(limit, a, limit, a));
            far = D.IfLess(x, D.Constant(0), D.Constant(2) - far, far);
            return D.IfLess(D.Constant(0.9), a, far, D.Constant(1) - LaneMath<D, double>.ErfNear0(x));
        }
    }
}
