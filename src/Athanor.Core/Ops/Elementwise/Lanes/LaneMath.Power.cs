using System.Runtime.CompilerServices;

namespace Athanor.Ops;

// Powers, as exp(b ln a) in double: 53 bits leave float 20 to spare.
public static unsafe partial class LaneMath<L, T>
{
    /// <summary>a to the power b, with C's special cases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
            var log = LaneMath<D, double>.LogNear1(m - D.Constant(1), e);
            log = D.IfLess(a, D.Constant(double.PositiveInfinity), log, a);
            log = D.IfEqual(a, D.Constant(0), D.Constant(double.NegativeInfinity), log);
            return LaneMath<D, double>.Exp(b * log);
        }
    }
}
