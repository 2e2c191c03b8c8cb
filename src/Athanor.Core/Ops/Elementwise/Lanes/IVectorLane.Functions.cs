using System.Runtime.CompilerServices;

namespace Athanor.Ops;

// The functions of every lane in memory are those of LaneMath; a lane type itself states arithmetic and bit-level steps only.
public partial interface IVectorLane<L, T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Exp(L x) => LaneMath<L, T>.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Exp2(L x) => LaneMath<L, T>.Exp2(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Expm1(L x) => LaneMath<L, T>.Expm1(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Log(L x) => LaneMath<L, T>.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Log2(L x) => LaneMath<L, T>.Log2(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Log10(L x) => LaneMath<L, T>.Log10(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Log1p(L x) => LaneMath<L, T>.Log1p(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Sin(L x) => LaneMath<L, T>.Sin(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Cos(L x) => LaneMath<L, T>.Cos(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Tan(L x) => LaneMath<L, T>.Tan(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Asin(L x) => LaneMath<L, T>.Asin(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Acos(L x) => LaneMath<L, T>.Acos(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Atan(L x) => LaneMath<L, T>.Atan(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Sinh(L x) => LaneMath<L, T>.Sinh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Cosh(L x) => LaneMath<L, T>.Cosh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Tanh(L x) => LaneMath<L, T>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Asinh(L x) => LaneMath<L, T>.Asinh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Acosh(L x) => LaneMath<L, T>.Acosh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Atanh(L x) => LaneMath<L, T>.Atanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Erf(L x) => LaneMath<L, T>.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Erfc(L x) => LaneMath<L, T>.Erfc(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.ErfInv(L x) => LaneMath<L, T>.ErfInv(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.LogGamma(L x) => LaneMath<L, T>.LogGamma(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Pow(L a, L b) => LaneMath<L, T>.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Fmod(L a, L b) => LaneMath<L, T>.Fmod(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Atan2(L y, L x) => LaneMath<L, T>.Atan2(y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L ILane<L>.Polygamma(int order, L x) => LaneMath<L, T>.Polygamma(order, x);
}
