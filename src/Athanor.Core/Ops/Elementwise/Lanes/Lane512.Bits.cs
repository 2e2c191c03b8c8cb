using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Athanor.Ops;

public readonly unsafe partial struct Lane512<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Scale(Lane512<T> x, Lane512<T> n)
    {
        if (Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new(Avx512F.Scale(x.Value.AsSingle(), n.Value.AsSingle()).As<float, T>())
                : new(Avx512F.Scale(x.Value.AsDouble(), n.Value.AsDouble()).As<double, T>());
        }

        // Two factors, as one power of two would itself overflow or lose bits; only the last product rounds.
        var half = Floor(n * Constant(0.5));
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Split(Lane512<T> x, out Lane512<T> exponent)
    {
        // Counting from √½ makes the arithmetic shift round to the exponent wanted (as musl and fdlibm do).
        if (typeof(T) == typeof(float))
        {
            var bits = x.Value.AsInt32();
            var shifted = (bits - Vector512.Create(FloatBits.SqrtHalf32)) >> 23;
            exponent = new(Vector512.ConvertToSingle(shifted).As<float, T>());
            return new((bits - (shifted << 23)).As<int, T>());
        }
        else
        {
            // Adding the exponent to the bits of 1.5 · 2⁵² converts it to a double without a 64-bit conversion, which AVX2 lacks.
            var bits = x.Value.AsInt64();
            var shifted = (bits - Vector512.Create(FloatBits.SqrtHalf64)) >> 52;
            var number = (shifted + Vector512.Create(FloatBits.Integer64).AsInt64()).AsDouble() - Vector512.Create(FloatBits.Integer64);
            exponent = new(number.As<double, T>());
            return new((bits - (shifted << 52)).As<long, T>());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> IfBit(Lane512<T> x, int bit, Lane512<T> then, Lane512<T> otherwise)
    {
        if (typeof(T) == typeof(float))
        {
            var clear = Vector512.Equals(x.Value.AsInt32() & Vector512.Create(1 << bit), Vector512<int>.Zero);
            return new(Vector512.ConditionalSelect(clear.As<int, T>(), otherwise.Value, then.Value));
        }
        else
        {
            var clear = Vector512.Equals(x.Value.AsInt64() & Vector512.Create(1L << bit), Vector512<long>.Zero);
            return new(Vector512.ConditionalSelect(clear.As<long, T>(), otherwise.Value, then.Value));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> NegateIfBit(Lane512<T> x, Lane512<T> selector, int bit)
    {
        if (typeof(T) == typeof(float))
            return new((x.Value.AsInt32() ^ ((selector.Value.AsInt32() << (31 - bit)) & Vector512.Create(int.MinValue))).As<int, T>());
        return new((x.Value.AsInt64() ^ ((selector.Value.AsInt64() << (63 - bit)) & Vector512.Create(long.MinValue))).As<long, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Lane512<T> a, Lane512<T> b) => Vector512.GreaterThanAny(a.Value, b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lane512<T> Each(Lane512<T> x, delegate*<double, double> function)
    {
        ElementFunctions.Each((T*)&x, Width, function);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lane512<T> Each(Lane512<T> a, Lane512<T> b, delegate*<T, T, T> function)
    {
        ElementFunctions.Each((T*)&a, (T*)&b, Width, function);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ViaDouble<F>(Lane512<T> x)
        where F : struct, IDoubleFunction
    {
        if (typeof(T) == typeof(float))
        {
            var (lower, upper) = Vector512.Widen(x.Value.AsSingle());
            var first = F.Apply(new Lane512<double>(lower));
            var second = F.Apply(new Lane512<double>(upper));
            return new(Vector512.Narrow(first.Value, second.Value).As<float, T>());
        }
        else
        {
            return new(F.Apply(new Lane512<double>(x.Value.AsDouble())).Value.As<double, T>());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ViaDouble<F>(Lane512<T> a, Lane512<T> b)
        where F : struct, IDoubleFunction2
    {
        if (typeof(T) == typeof(float))
        {
            var (lowerA, upperA) = Vector512.Widen(a.Value.AsSingle());
            var (lowerB, upperB) = Vector512.Widen(b.Value.AsSingle());
            var first = F.Apply(new Lane512<double>(lowerA), new Lane512<double>(lowerB));
            var second = F.Apply(new Lane512<double>(upperA), new Lane512<double>(upperB));
            return new(Vector512.Narrow(first.Value, second.Value).As<float, T>());
        }
        else
        {
            return new(F.Apply(new Lane512<double>(a.Value.AsDouble()), new Lane512<double>(b.Value.AsDouble())).Value.As<double, T>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane512<T> PowerOfTwo(Lane512<T> n)
    {
        // The low bits of 1.5 · 2²³ + bias + n are the exponent field of 2ⁿ (1.5 · 2⁵² for double).
        if (typeof(T) == typeof(float))
        {
            var sum = n.Value.AsSingle() + Vector512.Create(FloatBits.Integer32 + 127);
            return new((sum.AsInt32() << 23).As<int, T>());
        }
        else
        {
            var sum = n.Value.AsDouble() + Vector512.Create(FloatBits.Integer64 + 1023);
            return new((sum.AsInt64() << 52).As<long, T>());
        }
    }
}
