using System.Runtime.CompilerServices;

namespace Athanor.Ops;

public readonly unsafe partial struct Scalar<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Scale(Scalar<T> x, Scalar<T> n)
    {
        // Two factors, as one power of two would itself overflow or lose bits; only the last product rounds.
        var half = Floor(n * Constant(0.5));
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Split(Scalar<T> x, out Scalar<T> exponent)
    {
        // Counting from √½ makes the arithmetic shift round to the exponent wanted (as musl and fdlibm do).
        if (typeof(T) == typeof(float))
        {
            var bits = BitConverter.SingleToInt32Bits(x.F);
            var shifted = (bits - FloatBits.SqrtHalf32) >> 23;
            exponent = Of((float)shifted);
            return Of(BitConverter.Int32BitsToSingle(bits - (shifted << 23)));
        }
        else
        {
            var bits = x.I;
            var shifted = (bits - FloatBits.SqrtHalf64) >> 52;
            exponent = Of((double)shifted);
            return Of(bits - (shifted << 52));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> IfBit(Scalar<T> x, int bit, Scalar<T> then, Scalar<T> otherwise)
    {
        var bits = typeof(T) == typeof(float) ? Unsafe.BitCast<T, int>(x.Value) : x.I;
        return ((bits >> bit) & 1) != 0 ? then : otherwise;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> NegateIfBit(Scalar<T> x, Scalar<T> selector, int bit) => IfBit(selector, bit, -x, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Scalar<T> a, Scalar<T> b) =>
        typeof(T) == typeof(float) ? a.F > b.F : typeof(T) == typeof(double) ? a.D > b.D : a.I > b.I;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Scalar<T> Each(Scalar<T> x, delegate*<double, double> function)
    {
        ElementFunctions.Each((T*)&x, 1, function);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Scalar<T> Each(Scalar<T> a, Scalar<T> b, delegate*<T, T, T> function)
    {
        return new(function(a.Value, b.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> ViaDouble<F>(Scalar<T> x)
        where F : struct, IDoubleFunction => typeof(T) == typeof(float)
        ? Of((float)F.Apply(new Scalar<double>(x.F)).Value)
        : Of(F.Apply(new Scalar<double>(x.D)).Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> ViaDouble<F>(Scalar<T> a, Scalar<T> b)
        where F : struct, IDoubleFunction2 => typeof(T) == typeof(float)
        ? Of((float)F.Apply(new Scalar<double>(a.F), new Scalar<double>(b.F)).Value)
        : Of(F.Apply(new Scalar<double>(a.D), new Scalar<double>(b.D)).Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Scalar<T> PowerOfTwo(Scalar<T> n) => typeof(T) == typeof(float)
        ? Of(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(n.F + (FloatBits.Integer32 + 127)) << 23))
        : Of(BitConverter.DoubleToInt64Bits(n.D + (FloatBits.Integer64 + 1023)) << 52);
}
