using System.Runtime.CompilerServices;

namespace Athanor.Ops;

// Powers, as 2 to the b log2 a in double, with polynomials of some 38 bits, which leaves float enough to spare.
public static unsafe partial class LaneMath<L, T>
{
    /// <summary>a to the power b, with C's special cases.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Pow(L a, L b)
    {
        if (!IsFloat)
            return L.Each(a, b, &ElementFunctions.Pow<T>);

        var one = C(1);
        var magnitude = L.Abs(a);
        var result = L.ViaDouble<PowFunction>(magnitude, b);
        result = L.IfEqual(magnitude, one, L.IfNaN(b, b, one), result);

        // Odd powers have the sign of a; negative numbers have no others than integer powers, but for −∞.
        var half = b * C(0.5);
        var integer = L.IfEqual(L.Truncate(half), half, result, L.CopySign(result, a));
        var other = L.IfLess(a, C(0), L.IfEqual(a, C(double.NegativeInfinity), result, C(double.NaN)), result);
        result = L.IfEqual(L.Truncate(b), b, integer, other);
        return L.IfEqual(a, one, one, L.IfEqual(b, C(0), one, result));
    }

    private readonly struct PowFunction : IDoubleFunction2
    {
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static D Apply<D>(D a, D b)
            where D : struct, IVectorLane<D, double>
        {
            // A float's double is never subnormal, and never negative here.
            var m = D.Split(a, out var e);
            var f = m - D.Constant(1);
            // Even and odd powers apart: two chains of half the length.
            var g = f * f;
            var p = D.Constant(0.06164348424505577);
            p = D.MultiplyAdd(p, g, D.Constant(0.12624166234975334));
            p = D.MultiplyAdd(p, g, D.Constant(0.12918126251416429));
            p = D.MultiplyAdd(p, g, D.Constant(0.16041922068856115));
            p = D.MultiplyAdd(p, g, D.Constant(0.20609559789891455));
            p = D.MultiplyAdd(p, g, D.Constant(0.2885390630797365));
            p = D.MultiplyAdd(p, g, D.Constant(0.4808983466468056));
            p = D.MultiplyAdd(p, g, D.Constant(1.4426950408892767));
            var o = D.Constant(-0.12216563305671267);
            o = D.MultiplyAdd(o, g, D.Constant(-0.11999522531685416));
            o = D.MultiplyAdd(o, g, D.Constant(-0.14408723643734014));
            o = D.MultiplyAdd(o, g, D.Constant(-0.180352394846402));
            o = D.MultiplyAdd(o, g, D.Constant(-0.24044867672015177));
            o = D.MultiplyAdd(o, g, D.Constant(-0.36067376647095917));
            o = D.MultiplyAdd(o, g, D.Constant(-0.7213475204230224));
            p = D.MultiplyAdd(o, f, p);
            var log = D.MultiplyAdd(p, f, e);
            log = D.IfLess(a, D.Constant(double.PositiveInfinity), log, a);
            log = D.IfEqual(a, D.Constant(0), D.Constant(double.NegativeInfinity), log);

            // 2 to the ±200 is beyond float on either side, and within double.
            var y = b * log;
            y = D.IfLess(D.Constant(200), y, D.Constant(200), y);
            y = D.IfLess(y, D.Constant(-200), D.Constant(-200), y);
            var n = D.Round(y);
            var r = y - n;
            var q = D.Constant(1.325080551750225e-06);
            q = D.MultiplyAdd(q, r, D.Constant(1.5303700711365693e-05));
            q = D.MultiplyAdd(q, r, D.Constant(0.00015403475186530786));
            q = D.MultiplyAdd(q, r, D.Constant(0.0013333478473685416));
            q = D.MultiplyAdd(q, r, D.Constant(0.00961812913523614));
            q = D.MultiplyAdd(q, r, D.Constant(0.055504109063258665));
            q = D.MultiplyAdd(q, r, D.Constant(0.24022650695888503));
            q = D.MultiplyAdd(q, r, D.Constant(0.6931471805568324));
            return D.Scale(D.MultiplyAdd(q, r, D.Constant(1)), n);
        }
    }
}
