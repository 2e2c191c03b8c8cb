using System.Runtime.CompilerServices;

namespace Athanor.Ops;

// e to the x = 2 to the n times e to the r, |r| at most half of ln 2.
public static unsafe partial class LaneMath<L, T>
{
    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Exp(L x)
    {
        FloatOnly();

        // Beyond these the result is 0 or infinite; the choice lets NaN through.
        var high = C(IsFloat ? 89 : 710);
        var low = C(IsFloat ? -105 : -746);
        x = L.IfLess(high, x, high, x);
        x = L.IfLess(x, low, low, x);
        var p = ReducedExpm1(x, out var n);
        return L.Scale(C(1) + p, n);
    }

    /// <summary>2ˣ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Exp2(L x)
    {
        FloatOnly();
        var high = C(IsFloat ? 129 : 1025);
        var low = C(IsFloat ? -152 : -1077);
        x = L.IfLess(high, x, high, x);
        x = L.IfLess(x, low, low, x);
        var n = L.Round(x);
        var r = x - n;
        L p;
        if (IsFloat)
        {
            p = C(1.529732435301412e-05);
            p = Step(p, r, 0.00015461444854736328);
            p = Step(p, r, 0.0013333501992747188);
            p = Step(p, r, 0.009618056938052177);
            p = Step(p, r, 0.05550410971045494);
            p = Step(p, r, 0.24022650718688965);
            p = Step(p, r, 0.6931471824645996);
        }
        else
        {
            p = C(4.4549605981865186e-10);
            p = Step(p, r, 7.072585949269223e-09);
            p = Step(p, r, 1.0178062445845774e-07);
            p = Step(p, r, 1.321544258792169e-06);
            p = Step(p, r, 1.525273382983612e-05);
            p = Step(p, r, 0.0001540353044173605);
            p = Step(p, r, 0.0013333558146416936);
            p = Step(p, r, 0.009618129107606888);
            p = Step(p, r, 0.0555041086648216);
            p = Step(p, r, 0.24022650695910097);
            p = Step(p, r, 0.6931471805599453);
        }

        return L.Scale(L.MultiplyAdd(p, r, C(1)), n);
    }

    /// <summary>eˣ − 1, accurate near 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Expm1(L x)
    {
        FloatOnly();
        var high = C(IsFloat ? 89 : 710);
        var low = C(IsFloat ? -25 : -45);
        var y = L.IfLess(high, x, high, x);
        y = L.IfLess(y, low, low, y);
        var p = ReducedExpm1(y, out var n);

        // 2ⁿ(1 + p) − 1 = 2(s·p + (s − ½)) with s = 2ⁿ⁻¹, which does not overflow where the result does not.
        var s = L.Scale(C(1), n - C(1));
        var result = L.MultiplyAdd(p, s, s - C(0.5));
        result += result;
        return L.IfLess(L.Abs(x), C(IsFloat ? 1e-10 : 1e-20), x, result);
    }

    /// <summary>Hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Tanh(L x)
    {
        FloatOnly();
        // q = exp(−2|x|); tanh |x| = 1 − 2q/(1 + q) loses nothing while the fraction is below ½.
        var a = L.Abs(x);
        var y = a * C(-2);
        var low = C(IsFloat ? -25 : -45);
        var p = ReducedExpm1(L.IfLess(y, low, low, y), out var n);
        var q = L.Scale(C(1) + p, n);
        var limit = C(0.55);
        if (IsFloat)
        {
            var far = C(1) - ((q + q) / (C(1) + q));
            return L.CopySign(L.IfLess(limit, a, far, TanhNear0(a)), x);
        }
        else
        {
            // Nearer to 0 the numerator is 1 − q, taken without cancellation.
            var s = L.Scale(C(1), n);
            var near = L.MultiplyAdd(-p, s, C(1) - s);
            var fraction = L.IfLess(limit, a, q + q, near) / (C(1) + q);
            return L.CopySign(L.IfLess(limit, a, C(1) - fraction, L.IfLess(a, C(1e-9), a, fraction)), x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L TanhNear0(L x)
    {
        var z = x * x;
        var p = C(-0.006542542017996311);
        p = Step(p, z, 0.021272748708724976);
        p = Step(p, z, -0.05390334874391556);
        p = Step(p, z, 0.1333308219909668);
        p = Step(p, z, -0.3333333134651184);
        return L.MultiplyAdd(p * z, x, x);
    }

    /// <summary>eʳ − 1 and n of x = n · ln 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ReducedExpm1(L x, out L n)
    {
        n = L.Round(x * C(1.4426950408889634));
        var r = L.MultiplyAdd(-n, C(0.6931471805599453), x);
        r = L.MultiplyAdd(-n, C(IsFloat ? -1.9046542121259336e-09 : 2.3190468138462996e-17), r);
        L q;
        if (IsFloat)
        {
            q = C(0.0013926326064392924);
            q = Step(q, r, 0.008363292552530766);
            q = Step(q, r, 0.04166655242443085);
            q = Step(q, r, 0.16666576266288757);
            q = Step(q, r, 0.5);
        }
        else
        {
            q = C(2.5100569275813683e-08);
            q = Step(q, r, 2.762032742826824e-07);
            q = Step(q, r, 2.75572680728901e-06);
            q = Step(q, r, 2.4801520792572694e-05);
            q = Step(q, r, 0.00019841269863303223);
            q = Step(q, r, 0.0013888888917538296);
            q = Step(q, r, 0.008333333333330011);
            q = Step(q, r, 0.04166666666662348);
            q = Step(q, r, 0.16666666666666669);
            q = Step(q, r, 0.5000000000000001);
        }

        return L.MultiplyAdd(q, r * r, r);
    }
}
