using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Athanor.Backends.Cpu;

/// <summary>
/// The inner products of a tile in 512-bit registers: rows × two vectors. Every accumulator is a local of its own, because the JIT keeps
/// locals in registers and arrays in memory.
/// </summary>
internal static unsafe class MicroKernel512
{
    /// <summary>A full tile of 12 rows, from panels with 12 rows of A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run12<T>(long depth, T* a, T* b, Tile<T>* tile)
        where T : unmanaged, INumberBase<T>
    {
        Vector512<T> p0 = default, q0 = default;
        Vector512<T> p1 = default, q1 = default;
        Vector512<T> p2 = default, q2 = default;
        Vector512<T> p3 = default, q3 = default;
        Vector512<T> p4 = default, q4 = default;
        Vector512<T> p5 = default, q5 = default;
        Vector512<T> p6 = default, q6 = default;
        Vector512<T> p7 = default, q7 = default;
        Vector512<T> p8 = default, q8 = default;
        Vector512<T> p9 = default, q9 = default;
        Vector512<T> p10 = default, q10 = default;
        Vector512<T> p11 = default, q11 = default;
        for (T* end = a + depth * 12; a < end; a += 12)
        {
            Vector512<T> x = Vector512.Load(b);
            Vector512<T> y = Vector512.Load(b + Vector512<T>.Count);
            b += 2 * Vector512<T>.Count;
            var s = Vector512.Create(a[0]);
            p0 = Wide.MultiplyAdd(s, x, p0);
            q0 = Wide.MultiplyAdd(s, y, q0);
            s = Vector512.Create(a[1]);
            p1 = Wide.MultiplyAdd(s, x, p1);
            q1 = Wide.MultiplyAdd(s, y, q1);
            s = Vector512.Create(a[2]);
            p2 = Wide.MultiplyAdd(s, x, p2);
            q2 = Wide.MultiplyAdd(s, y, q2);
            s = Vector512.Create(a[3]);
            p3 = Wide.MultiplyAdd(s, x, p3);
            q3 = Wide.MultiplyAdd(s, y, q3);
            s = Vector512.Create(a[4]);
            p4 = Wide.MultiplyAdd(s, x, p4);
            q4 = Wide.MultiplyAdd(s, y, q4);
            s = Vector512.Create(a[5]);
            p5 = Wide.MultiplyAdd(s, x, p5);
            q5 = Wide.MultiplyAdd(s, y, q5);
            s = Vector512.Create(a[6]);
            p6 = Wide.MultiplyAdd(s, x, p6);
            q6 = Wide.MultiplyAdd(s, y, q6);
            s = Vector512.Create(a[7]);
            p7 = Wide.MultiplyAdd(s, x, p7);
            q7 = Wide.MultiplyAdd(s, y, q7);
            s = Vector512.Create(a[8]);
            p8 = Wide.MultiplyAdd(s, x, p8);
            q8 = Wide.MultiplyAdd(s, y, q8);
            s = Vector512.Create(a[9]);
            p9 = Wide.MultiplyAdd(s, x, p9);
            q9 = Wide.MultiplyAdd(s, y, q9);
            s = Vector512.Create(a[10]);
            p10 = Wide.MultiplyAdd(s, x, p10);
            q10 = Wide.MultiplyAdd(s, y, q10);
            s = Vector512.Create(a[11]);
            p11 = Wide.MultiplyAdd(s, x, p11);
            q11 = Wide.MultiplyAdd(s, y, q11);
        }

        var alpha = Vector512.Create(tile->Alpha);
        Store(tile, 0, p0 * alpha, q0 * alpha);
        Store(tile, 1, p1 * alpha, q1 * alpha);
        Store(tile, 2, p2 * alpha, q2 * alpha);
        Store(tile, 3, p3 * alpha, q3 * alpha);
        Store(tile, 4, p4 * alpha, q4 * alpha);
        Store(tile, 5, p5 * alpha, q5 * alpha);
        Store(tile, 6, p6 * alpha, q6 * alpha);
        Store(tile, 7, p7 * alpha, q7 * alpha);
        Store(tile, 8, p8 * alpha, q8 * alpha);
        Store(tile, 9, p9 * alpha, q9 * alpha);
        Store(tile, 10, p10 * alpha, q10 * alpha);
        Store(tile, 11, p11 * alpha, q11 * alpha);
    }

    /// <summary>The first rows of 6 rows, from panels with 12 rows of A: the others are padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run6<T>(long depth, T* a, T* b, Tile<T>* tile)
        where T : unmanaged, INumberBase<T>
    {
        Vector512<T> p0 = default, q0 = default;
        Vector512<T> p1 = default, q1 = default;
        Vector512<T> p2 = default, q2 = default;
        Vector512<T> p3 = default, q3 = default;
        Vector512<T> p4 = default, q4 = default;
        Vector512<T> p5 = default, q5 = default;
        for (T* end = a + depth * 12; a < end; a += 12)
        {
            Vector512<T> x = Vector512.Load(b);
            Vector512<T> y = Vector512.Load(b + Vector512<T>.Count);
            b += 2 * Vector512<T>.Count;
            var s = Vector512.Create(a[0]);
            p0 = Wide.MultiplyAdd(s, x, p0);
            q0 = Wide.MultiplyAdd(s, y, q0);
            s = Vector512.Create(a[1]);
            p1 = Wide.MultiplyAdd(s, x, p1);
            q1 = Wide.MultiplyAdd(s, y, q1);
            s = Vector512.Create(a[2]);
            p2 = Wide.MultiplyAdd(s, x, p2);
            q2 = Wide.MultiplyAdd(s, y, q2);
            s = Vector512.Create(a[3]);
            p3 = Wide.MultiplyAdd(s, x, p3);
            q3 = Wide.MultiplyAdd(s, y, q3);
            s = Vector512.Create(a[4]);
            p4 = Wide.MultiplyAdd(s, x, p4);
            q4 = Wide.MultiplyAdd(s, y, q4);
            s = Vector512.Create(a[5]);
            p5 = Wide.MultiplyAdd(s, x, p5);
            q5 = Wide.MultiplyAdd(s, y, q5);
        }

        var alpha = Vector512.Create(tile->Alpha);
        Store(tile, 0, p0 * alpha, q0 * alpha);
        Store(tile, 1, p1 * alpha, q1 * alpha);
        Store(tile, 2, p2 * alpha, q2 * alpha);
        Store(tile, 3, p3 * alpha, q3 * alpha);
        Store(tile, 4, p4 * alpha, q4 * alpha);
        Store(tile, 5, p5 * alpha, q5 * alpha);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Tile<T>* tile, int row, Vector512<T> p, Vector512<T> q)
        where T : unmanaged, INumberBase<T>
    {
        T* c = tile->C + row * tile->RowStride;
        if (tile->ColumnBias != null)
        {
            p += Vector512.Load(tile->ColumnBias);
            q += Vector512.Load(tile->ColumnBias + Vector512<T>.Count);
        }
        if (tile->RowBias != null)
        {
            var bias = Vector512.Create(tile->RowBias[row]);
            p += bias;
            q += bias;
        }
        if (tile->Accumulate)
        {
            var beta = Vector512.Create(tile->Beta);
            p = Wide.MultiplyAdd(beta, Vector512.Load(c), p);
            q = Wide.MultiplyAdd(beta, Vector512.Load(c + Vector512<T>.Count), q);
        }
        p.Store(c);
        q.Store(c + Vector512<T>.Count);
    }
}
