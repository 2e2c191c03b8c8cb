using System.Numerics;
using System.Runtime.CompilerServices;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>Vectors of which only the first elements are there, at the ends of rows, and sums across a vector.</summary>
internal static unsafe class Rest
{
    /// <summary>The first <paramref name="count"/> elements, the others <paramref name="filler"/>; <paramref name="buffer"/> holds a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Load<T, L>(T* source, int count, T* buffer, T filler)
        where T : unmanaged
        where L : struct, IVectorLane<L, T> => count == L.Width ? L.Load(source) : Partly<T, L>(source, count, buffer, filler);

    /// <summary>Writes the first <paramref name="count"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T, L>(L value, T* target, int count, T* buffer)
        where T : unmanaged
        where L : struct, IVectorLane<L, T>
    {
        if (count == L.Width)
        {
            value.Store(target);
            return;
        }
        value.Store(buffer);
        for (int i = 0; i < count; i++)
            target[i] = buffer[i];
    }

    /// <summary>The vector with 0 behind its first <paramref name="count"/> elements.</summary>
    public static L Cut<T, L>(L value, int count, T* buffer)
        where T : unmanaged
        where L : struct, IVectorLane<L, T>
    {
        value.Store(buffer);
        for (int i = count; i < L.Width; i++)
            buffer[i] = default;
        return L.Load(buffer);
    }

    /// <summary>The sum of the elements, halves added to halves.</summary>
    public static T Sum<T, L>(L value, T* buffer)
        where T : unmanaged, INumber<T>
        where L : struct, IVectorLane<L, T>
    {
        value.Store(buffer);
        for (int half = L.Width / 2; half > 0; half /= 2)
            for (int i = 0; i < half; i++)
                buffer[i] += buffer[i + half];
        return buffer[0];
    }

    /// <summary>The largest element; NaN if there is one.</summary>
    public static T Max<T, L>(L value, T* buffer)
        where T : unmanaged, INumber<T>
        where L : struct, IVectorLane<L, T>
    {
        value.Store(buffer);
        T max = buffer[0];
        for (int i = 1; i < L.Width; i++)
            max = T.Max(max, buffer[i]);
        return max;
    }

    private static L Partly<T, L>(T* source, int count, T* buffer, T filler)
        where T : unmanaged
        where L : struct, IVectorLane<L, T>
    {
        for (int i = 0; i < L.Width; i++)
            buffer[i] = i < count ? source[i] : filler;
        return L.Load(buffer);
    }
}
