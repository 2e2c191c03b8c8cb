using System.Runtime.CompilerServices;

namespace Athanor.Ops;

/// <summary>What lanes compute one element at a time.</summary>
internal static unsafe class ElementFunctions
{
    /// <summary>Applies a function of double in place.</summary>
    public static void Each<T>(T* x, int count, delegate*<double, double> function)
        where T : unmanaged
    {
        for (var i = 0; i < count; i++)
            x[i] = FromDouble<T>(function(ToDouble(x[i])));
    }

    /// <summary>Applies a function of two elements, in place of the first.</summary>
    public static void Each<T>(T* a, T* b, int count, delegate*<T, T, T> function)
        where T : unmanaged
    {
        for (var i = 0; i < count; i++)
            a[i] = function(a[i], b[i]);
    }

    /// <summary>Integer division that never throws.</summary>
    public static T Divide<T>(T a, T b)
        where T : unmanaged
    {
        var (x, y) = (Unsafe.BitCast<T, long>(a), Unsafe.BitCast<T, long>(b));
        return Unsafe.BitCast<long, T>(y switch { 0 => 0, -1 => unchecked(-x), _ => x / y });
    }

    /// <summary>C's remainder; of integers, 0 where b is 0.</summary>
    public static T Fmod<T>(T a, T b)
        where T : unmanaged
    {
        // A float's remainder is itself a float, so the detour over double stays exact.
        if (typeof(T) != typeof(long))
            return FromDouble<T>(ToDouble(a) % ToDouble(b));
        var (x, y) = (Unsafe.BitCast<T, long>(a), Unsafe.BitCast<T, long>(b));
        return Unsafe.BitCast<long, T>(y is 0 or -1 ? 0 : x % y);
    }

    /// <summary>The power; of integers by repeated squaring, wrapping round.</summary>
    public static T Pow<T>(T a, T b)
        where T : unmanaged
    {
        if (typeof(T) != typeof(long))
            return FromDouble<T>(Math.Pow(ToDouble(a), ToDouble(b)));
        var (x, n) = (Unsafe.BitCast<T, long>(a), Unsafe.BitCast<T, long>(b));
        if (n < 0)
            return Unsafe.BitCast<long, T>(x switch { 1 => 1, -1 => (n & 1) == 0 ? 1 : -1, _ => 0 });
        var result = 1L;
        for (; n != 0; n >>= 1, x *= x)
        {
            if ((n & 1) != 0)
                result *= x;
        }

        return Unsafe.BitCast<long, T>(result);
    }

    /// <summary>The angle of a point.</summary>
    public static T Atan2<T>(T y, T x)
        where T : unmanaged => FromDouble<T>(Math.Atan2(ToDouble(y), ToDouble(x)));

    /// <summary>Polygamma with its order as an element.</summary>
    public static T Polygamma<T>(T order, T x)
        where T : unmanaged => FromDouble<T>(SpecialFunctions.Polygamma((int)ToDouble(order), ToDouble(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ToDouble<T>(T x)
        where T : unmanaged => typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(x) : Unsafe.BitCast<T, double>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T FromDouble<T>(double x)
        where T : unmanaged => typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)x) : Unsafe.BitCast<double, T>(x);
}
