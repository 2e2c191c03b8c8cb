using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Athanor.Backends.Cpu;

/// <summary>Rows between float32 and the 16-bit floats, eight at a time; the same bits as the conversions of one.</summary>
internal static unsafe class HalfRows
{
    private const int Width = 8;

    /// <summary>Converts a row without steps, if it is between such types.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryConvert<TFrom, TTo>(TFrom* source, TTo* target, long count)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (!Vector256.IsHardwareAccelerated || count < Width)
            return false;
        if (typeof(TTo) == typeof(float) && (typeof(TFrom) == typeof(BFloat16) || typeof(TFrom) == typeof(Half)))
        {
            Widen<TFrom>((ushort*)source, (uint*)target, count);
            return true;
        }
        if (typeof(TFrom) == typeof(float) && (typeof(TTo) == typeof(BFloat16) || typeof(TTo) == typeof(Half)))
        {
            Narrow<TTo>((uint*)source, (ushort*)target, count);
            return true;
        }
        return false;
    }

    // Rows end with eight that overlap those before: they are written twice, with the same values.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen<TFrom>(ushort* source, uint* target, long count)
    {
        for (long i = 0; i < count; i += Width)
        {
            long at = Math.Min(i, count - Width);
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(Vector128.Load(source + at));
            Vector256<uint> bits = Vector256.Create(low, high);
            (typeof(TFrom) == typeof(BFloat16) ? bits << 16 : FromHalf(bits)).Store(target + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<TTo>(uint* source, ushort* target, long count)
    {
        for (long i = 0; i < count; i += Width)
        {
            long at = Math.Min(i, count - Width);
            Vector256<uint> bits = Vector256.Load(source + at);
            bits = typeof(TTo) == typeof(BFloat16) ? ToBFloat16(bits) : ToHalf(bits);
            Vector128.Narrow(bits.GetLower(), bits.GetUpper()).Store(target + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> ToBFloat16(Vector256<uint> bits)
    {
        Vector256<uint> rounded = (bits + Vector256.Create(0x7FFFu) + ((bits >> 16) & Vector256<uint>.One)) >> 16;
        Vector256<uint> isNaN = Vector256.GreaterThan((bits & Vector256.Create(0x7FFF_FFFFu)).AsInt32(), Vector256.Create(0x7F80_0000)).AsUInt32();
        return Vector256.ConditionalSelect(isNaN, (bits >> 16) | Vector256.Create(0x40u), rounded);
    }

    /// <summary>The exponent is moved by a product, which also brings subnormal numbers up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> FromHalf(Vector256<uint> bits)
    {
        Vector256<uint> magnitude = (bits & Vector256.Create(0x7FFFu)) << 13, sign = (bits & Vector256.Create(0x8000u)) << 16;
        Vector256<uint> scaled = (magnitude.AsSingle() * BitConverter.UInt32BitsToSingle(0x7780_0000)).AsUInt32(); // 2¹¹²
        Vector256<int> finite = Vector256.Create(0x7C00 << 13);
        Vector256<uint> endless = Vector256.GreaterThanOrEqual(magnitude.AsInt32(), finite).AsUInt32();
        Vector256<uint> isNaN = Vector256.GreaterThan(magnitude.AsInt32(), finite).AsUInt32();
        Vector256<uint> special = magnitude | Vector256.Create(0x7F80_0000u) | (isNaN & Vector256.Create(0x0040_0000u));
        return Vector256.ConditionalSelect(endless, special, scaled) | sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> ToHalf(Vector256<uint> bits)
    {
        Vector256<uint> magnitude = bits & Vector256.Create(0x7FFF_FFFFu), sign = (bits >> 16) & Vector256.Create(0x8000u);
        Vector256<uint> normal = (magnitude + Vector256.Create(0xFFFu) + ((magnitude >> 13) & Vector256<uint>.One) - Vector256.Create(0x3800_0000u)) >> 13;

        // Added to a half, a number below 2⁻¹⁴ is rounded where its subnormal form ends.
        Vector256<uint> subnormal = (magnitude.AsSingle() + Vector256.Create(0.5f)).AsUInt32() - Vector256.Create(0x3F00_0000u);
        Vector256<uint> isSmall = Vector256.LessThan(magnitude.AsInt32(), Vector256.Create(0x3880_0000)).AsUInt32();
        Vector256<uint> isLarge = Vector256.GreaterThanOrEqual(magnitude.AsInt32(), Vector256.Create(0x4780_0000)).AsUInt32();
        Vector256<uint> isNaN = Vector256.GreaterThan(magnitude.AsInt32(), Vector256.Create(0x7F80_0000)).AsUInt32();
        Vector256<uint> payload = (magnitude >> 13) & Vector256.Create(0x3FFu) & isNaN;
        Vector256<uint> special = Vector256.Create(0x7C00u) | payload | (isNaN & Vector256.Create(0x200u));
        return Vector256.ConditionalSelect(isLarge, special, Vector256.ConditionalSelect(isSmall, subnormal, normal)) | sign;
    }
}
