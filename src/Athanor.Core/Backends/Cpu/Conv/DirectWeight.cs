using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Athanor.Backends.Cpu;

/// <summary>Weight gradients of few output channels: dot products of the output gradient with the padded images, without packing.</summary>
internal static unsafe class DirectWeight
{
    /// <summary>
    /// target[i, c] (+)= Σ over positions j of gradient[i · channelStride + targets[j]] · source[columns[c] + position j],
    /// positions in strips. The targets of a strip lie side by side.
    /// </summary>
    public static void Run<T>(
        int m, int width, Strip* strips, int count, T* gradient, long channelStride, int* targets, T* source, int* columns, T* target,
        bool add)
        where T : unmanaged, INumberBase<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Run<T, Simd512<T>>(m, width, strips, count, gradient, channelStride, targets, source, columns, target, add);
        else
            Run<T, Simd256<T>>(m, width, strips, count, gradient, channelStride, targets, source, columns, target, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, V>(
        int m, int width, Strip* strips, int count, T* gradient, long channelStride, int* targets, T* source, int* columns, T* target,
        bool add)
        where T : unmanaged, INumberBase<T>
        where V : struct, ISimd<V, T>
    {
        int lanes = V.Count;
        // The gradient cut the same way, with zeros after short strips.
        T* cut = Scratch.Get<T>(ScratchUse.PackedA, (long)m * count * lanes);
        for (int i = 0; i < m; i++)
            for (int s = 0; s < count; s++)
            {
                T* from = gradient + i * channelStride + targets[strips[s].Column];
                CutStrip<T, V>(from, strips[s].Length, cut + ((long)i * count + s) * lanes);
            }

        T* masks = stackalloc T[17 * 16];
        for (int length = 0; length <= lanes; length++)
            for (int l = 0; l < lanes; l++)
                masks[length * lanes + l] = l < length ? AllOnes<T>() : T.Zero;

        T* sums = stackalloc T[8 * 16];
        for (int i = 0; i < m; i += 2)
        {
            T* first = cut + (long)i * count * lanes;
            T* second = cut + (long)Math.Min(i + 1, m - 1) * count * lanes; // of an odd last row the second is thrown away
            for (int c = 0; c < width; c += 4)
            {
                Block<T, V>(first, second, source, columns + c, Math.Min(4, width - c), strips, count, masks, sums);
                for (int j = 0; j < Math.Min(4, width - c); j++)
                    for (int row = 0; row < Math.Min(2, m - i); row++)
                    {
                        T* place = target + (long)(i + row) * width + c + j;
                        T sum = V.Load(sums + (2 * j + row) * lanes).Sum();
                        *place = add ? *place + sum : sum;
                    }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CutStrip<T, V>(T* source, int length, T* target)
        where T : unmanaged
        where V : struct, ISimd<V, T>
    {
        if (length == V.Count)
        {
            V.Load(source).Store(target);
            return;
        }
        for (int l = 0; l < length; l++)
            target[l] = source[l];
        for (int l = length; l < V.Count; l++)
            target[l] = default;
    }

    /// <summary>Two rows by four columns of dot products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<T, V>(T* first, T* second, T* source, int* columns, int width, Strip* strips, int count, T* masks, T* sums)
        where T : unmanaged, INumberBase<T>
        where V : struct, ISimd<V, T>
    {
        T* w = source + columns[0];
        T* x = source + columns[Math.Min(1, width - 1)];
        T* y = source + columns[Math.Min(2, width - 1)];
        T* z = source + columns[Math.Min(3, width - 1)];
        V a0 = V.Create(T.Zero), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
        for (int s = 0; s < count; s++, first += V.Count, second += V.Count)
        {
            V g = V.Load(first), h = V.Load(second);
            V mask = V.Load(masks + strips[s].Length * V.Count); // what lies after a short strip may be infinite: 0 · ∞ is not 0
            long at = strips[s].Offset;
            V value = V.And(V.Load(w + at), mask);
            a0 = V.MultiplyAdd(g, value, a0);
            a1 = V.MultiplyAdd(h, value, a1);
            value = V.And(V.Load(x + at), mask);
            b0 = V.MultiplyAdd(g, value, b0);
            b1 = V.MultiplyAdd(h, value, b1);
            value = V.And(V.Load(y + at), mask);
            c0 = V.MultiplyAdd(g, value, c0);
            c1 = V.MultiplyAdd(h, value, c1);
            value = V.And(V.Load(z + at), mask);
            d0 = V.MultiplyAdd(g, value, d0);
            d1 = V.MultiplyAdd(h, value, d1);
        }

        // Stored, not summed here: a call would keep the sums in memory even while the loop runs.
        a0.Store(sums);
        a1.Store(sums + V.Count);
        b0.Store(sums + 2 * V.Count);
        b1.Store(sums + 3 * V.Count);
        c0.Store(sums + 4 * V.Count);
        c1.Store(sums + 5 * V.Count);
        d0.Store(sums + 6 * V.Count);
        d1.Store(sums + 7 * V.Count);
    }

    private static T AllOnes<T>()
        where T : unmanaged => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, T>(BitConverter.UInt32BitsToSingle(uint.MaxValue))
        : Unsafe.BitCast<double, T>(BitConverter.UInt64BitsToDouble(ulong.MaxValue));
}
