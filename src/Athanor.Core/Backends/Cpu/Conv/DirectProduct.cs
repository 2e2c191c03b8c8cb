using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Athanor.Backends.Cpu;

/// <summary>
/// Products of few rows with patches, straight from the padded images: with few output channels, as in depthwise convolutions, a patch
/// element is used so seldom that packing it would be the larger part of the work.
/// </summary>
internal static unsafe class DirectProduct
{
    /// <summary>With more rows, packing pays.</summary>
    public const int MaxRows = 8;

    /// <summary>
    /// target[i, j] = bias[i] + Σ weights[i, p]·source[position j + rows[p]], positions in strips. Up to a vector past the end of
    /// the source is read.
    /// </summary>
    public static void Run<T>(
        int m, int k, T* weights, T* source, Strip* strips, int count, int* rows, T* target, long rowStride, int* targets, T* bias)
        where T : unmanaged, INumberBase<T>
    {
        long quads = (count + 3) / 4;
        long grain = Math.Max(1, 20_000 / Math.Max(1, (long)m * k));
        if (Vector512.IsHardwareAccelerated)
        {
            var range = new Range<T, Simd512<T>>(m, k, weights, source, strips, count, rows, target, rowStride, targets, bias);
            WorkerPool.For(quads, grain, range);
        }
        else
        {
            var range = new Range<T, Simd256<T>>(m, k, weights, source, strips, count, rows, target, rowStride, targets, bias);
            WorkerPool.For(quads, grain, range);
        }
    }

    private readonly struct Range<T, V>(
        int m, int k, T* weights, T* source, Strip* strips, int count, int* rows, T* target, long rowStride, int* targets, T* bias) : IRange
        where T : unmanaged, INumberBase<T>
        where V : struct, ISimd<V, T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long begin, long end)
        {
            T* sums = stackalloc T[4 * 16];
            for (long quad = begin; quad < end; quad++)
            {
                // After the last strip, the same once more: the same sums to the same places.
                (Strip s0, Strip s1) = (At(4 * quad), At(4 * quad + 1));
                (Strip s2, Strip s3) = (At(4 * quad + 2), At(4 * quad + 3));
                for (int i = 0; i < m; i++)
                {
                    T start = bias == null ? T.Zero : bias[i];
                    T* row = weights + (long)i * k;
                    Sum(k, row, rows, source + s0.Offset, source + s1.Offset, source + s2.Offset, source + s3.Offset, start, sums);
                    T* place = target + i * rowStride;
                    Put(sums, s0, place);
                    Put(sums + V.Count, s1, place);
                    Put(sums + 2 * V.Count, s2, place);
                    Put(sums + 3 * V.Count, s3, place);
                }
            }
        }

        /// <summary>A method of its own without calls: across a call the JIT would keep the sums in memory even while it loops.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Sum(int k, T* weights, int* rows, T* p, T* q, T* r, T* s, T start, T* sums)
        {
            V a = V.Create(start), b = a, c = a, d = a;
            for (int tap = 0; tap < k; tap++)
            {
                V w = V.Create(weights[tap]);
                long at = rows[tap];
                a = V.MultiplyAdd(w, V.Load(p + at), a);
                b = V.MultiplyAdd(w, V.Load(q + at), b);
                c = V.MultiplyAdd(w, V.Load(r + at), c);
                d = V.MultiplyAdd(w, V.Load(s + at), d);
            }
            a.Store(sums);
            b.Store(sums + V.Count);
            c.Store(sums + 2 * V.Count);
            d.Store(sums + 3 * V.Count);
        }

        private Strip At(long index) => strips[Math.Min(index, count - 1)];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Put(T* sums, in Strip strip, T* row)
        {
            if (targets == null && strip.Length == V.Count)
                V.Load(sums).Store(row + strip.Column);
            else if (targets == null)
                Copy(sums, row + strip.Column, strip.Length);
            else if (targets[strip.Column + strip.Length - 1] - targets[strip.Column] == strip.Length - 1) // they ascend
                Copy(sums, row + targets[strip.Column], strip.Length);
            else
                for (int i = 0; i < strip.Length; i++)
                    row[targets[strip.Column + i]] = sums[i];
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Copy(T* source, T* target, int count)
        {
            int i = 0;
            for (; i <= count - Vector128<T>.Count; i += Vector128<T>.Count)
                Vector128.Load(source + i).Store(target + i);
            for (; i < count; i++)
                target[i] = source[i];
        }
    }
}
