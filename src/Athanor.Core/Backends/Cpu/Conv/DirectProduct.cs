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
    /// target[i, j] = bias[i] + Σ weights[i, p]·source[position j + rows[p]], positions in strips; up to a vector past the end of the source is
    /// read.
    /// </summary>
    public static void Run<T>(
        int m, int k, T* weights, T* source, Strip* strips, int count, int* rows, T* target, long rowStride, int* targets, T* bias)
        where T : unmanaged, INumberBase<T>
    {
        long quads = (count + 3) / 4;
        long grain = Math.Max(1, 20_000 / Math.Max(1, (long)m * k));
        if (Vector512.IsHardwareAccelerated)
            WorkerPool.For(quads, grain, new Range<T, Simd512<T>>(m, k, weights, source, strips, count, rows, target, rowStride, targets, bias));
        else
            WorkerPool.For(quads, grain, new Range<T, Simd256<T>>(m, k, weights, source, strips, count, rows, target, rowStride, targets, bias));
    }

    private readonly struct Range<T, V>(
        int m, int k, T* weights, T* source, Strip* strips, int count, int* rows, T* target, long rowStride, int* targets, T* bias) : IRange
        where T : unmanaged, INumberBase<T>
        where V : struct, ISimd<V, T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long begin, long end)
        {
            for (long quad = begin; quad < end; quad++)
            {
                // After the last strip, its neighbours once more: the same sums to the same places.
                (Strip s0, Strip s1) = (At(4 * quad), At(4 * quad + 1));
                (Strip s2, Strip s3) = (At(4 * quad + 2), At(4 * quad + 3));
                for (int i = 0; i < m; i++)
                {
                    V a = V.Create(bias == null ? T.Zero : bias[i]);
                    V b = a, c = a, d = a;
                    (long p, long q, long r, long t) = (s0.Offset, s1.Offset, s2.Offset, s3.Offset);
                    T* row = weights + (long)i * k;
                    for (int tap = 0; tap < k; tap++)
                    {
                        V w = V.Create(row[tap]);
                        T* from = source + rows[tap];
                        a = V.MultiplyAdd(w, V.Load(from + p), a);
                        b = V.MultiplyAdd(w, V.Load(from + q), b);
                        c = V.MultiplyAdd(w, V.Load(from + r), c);
                        d = V.MultiplyAdd(w, V.Load(from + t), d);
                    }
                    T* place = target + i * rowStride;
                    Put(a, s0, place);
                    Put(b, s1, place);
                    Put(c, s2, place);
                    Put(d, s3, place);
                }
            }
        }

        private Strip At(long index) => strips[Math.Min(index, count - 1)];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Put(V sums, in Strip strip, T* row)
        {
            if (targets == null && strip.Length == V.Count)
                sums.Store(row + strip.Column);
            else
                PutSome(sums, strip, row);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private void PutSome(V sums, in Strip strip, T* row)
        {
            T* buffer = stackalloc T[16];
            sums.Store(buffer);
            if (targets != null && targets[strip.Column + strip.Length - 1] - targets[strip.Column] == strip.Length - 1)
                new Span<T>(buffer, strip.Length).CopyTo(new Span<T>(row + targets[strip.Column], strip.Length)); // targets ascend
            else
                for (int i = 0; i < strip.Length; i++)
                    row[targets == null ? strip.Column + i : targets[strip.Column + i]] = buffer[i];
        }
    }
}
