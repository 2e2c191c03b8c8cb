using System.Runtime.CompilerServices;

namespace Athanor.Backends.Cpu;

/// <summary>A truth value in a tensor: one byte, 0 or 1. A type of its own, so that conversions tell it from an unsigned byte.</summary>
internal readonly record struct Truth(byte Value);

/// <summary>Conversions between element types, and rows of them.</summary>
internal static unsafe class Elements
{
    /// <summary>
    /// The loop that converts a row from one type to another: source, its step, target, its step (in elements), count.
    /// </summary>
    public static delegate*<byte*, long, byte*, long, long, void> Row(DType from, DType to) => from switch
    {
        DType.Bool => RowFrom<Truth>(to),
        DType.UInt8 => RowFrom<byte>(to),
        DType.Int32 => RowFrom<int>(to),
        DType.Int64 => RowFrom<long>(to),
        DType.Float16 => RowFrom<Half>(to),
        DType.BFloat16 => RowFrom<BFloat16>(to),
        DType.Float32 => RowFrom<float>(to),
        _ => RowFrom<double>(to),
    };

    /// <summary>One element from one type to another: floats to integers toward zero, anything to bool by being other than 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo Convert<TFrom, TTo>(TFrom value)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(TTo))
            return Unsafe.BitCast<TFrom, TTo>(value);
        if (typeof(TTo) == typeof(float))
            return (TTo)(object)ToSingle(value);
        if (typeof(TTo) == typeof(double))
            return (TTo)(object)ToDouble(value);
        if (typeof(TTo) == typeof(long))
            return (TTo)(object)ToInt64(value);
        if (typeof(TTo) == typeof(int))
            return (TTo)(object)(int)ToInt64(value);
        if (typeof(TTo) == typeof(byte))
            return (TTo)(object)(byte)ToInt64(value);
        if (typeof(TTo) == typeof(Truth))
            return (TTo)(object)new Truth(ToDouble(value) != 0 ? (byte)1 : (byte)0);
        if (typeof(TTo) == typeof(Half))
            return (TTo)(object)(typeof(TFrom) == typeof(double) ? (Half)ToDouble(value) : (Half)ToSingle(value));
        return (TTo)(object)(BFloat16)ToSingle(value);
    }

    private static delegate*<byte*, long, byte*, long, long, void> RowFrom<TFrom>(DType to)
        where TFrom : unmanaged => to switch
    {
        DType.Bool => &RunRow<TFrom, Truth>,
        DType.UInt8 => &RunRow<TFrom, byte>,
        DType.Int32 => &RunRow<TFrom, int>,
        DType.Int64 => &RunRow<TFrom, long>,
        DType.Float16 => &RunRow<TFrom, Half>,
        DType.BFloat16 => &RunRow<TFrom, BFloat16>,
        DType.Float32 => &RunRow<TFrom, float>,
        _ => &RunRow<TFrom, double>,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRow<TFrom, TTo>(byte* source, long sourceStep, byte* target, long targetStep, long count)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        var from = (TFrom*)source;
        var to = (TTo*)target;
        if (typeof(TFrom) == typeof(TTo) && sourceStep == 1 && targetStep == 1)
        {
            Buffer.MemoryCopy(from, to, count * sizeof(TTo), count * sizeof(TTo));
        }
        else if (sourceStep == 0 && targetStep == 1)
        {
            new Span<TTo>(to, checked((int)count)).Fill(Convert<TFrom, TTo>(*from));
        }
        else if (sourceStep == 1 && targetStep == 1)
        {
            if (HalfRows.TryConvert(from, to, count))
                return;
            for (long i = 0; i < count; i++)
                to[i] = Convert<TFrom, TTo>(from[i]);
        }
        else
        {
            for (long i = 0; i < count; i++, from += sourceStep, to += targetStep)
                *to = Convert<TFrom, TTo>(*from);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float ToSingle<T>(T value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return (float)(object)value;
        if (typeof(T) == typeof(double))
            return (float)(double)(object)value;
        if (typeof(T) == typeof(Half))
            return (float)(Half)(object)value;
        if (typeof(T) == typeof(BFloat16))
            return (float)(BFloat16)(object)value;
        return ToInt64(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ToDouble<T>(T value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            return (double)(object)value;
        if (typeof(T) == typeof(float) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16))
            return ToSingle(value);
        return ToInt64(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ToInt64<T>(T value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(long))
            return (long)(object)value;
        if (typeof(T) == typeof(int))
            return (int)(object)value;
        if (typeof(T) == typeof(byte))
            return (byte)(object)value;
        if (typeof(T) == typeof(Truth))
            return ((Truth)(object)value).Value;
        return (long)ToDouble(value);
    }
}
