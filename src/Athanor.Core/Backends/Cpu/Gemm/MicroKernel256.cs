using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Athanor.Backends.Cpu;

/// <summary>
/// The inner products of a tile in 256-bit registers: rows × two vectors. Every accumulator is a local of its own, because the JIT keeps
/// locals in registers and arrays in memory.
/// </summary>
internal static unsafe class MicroKernel256
{
    /// <summary>A full tile of 6 rows, from panels with 6 rows of A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run6<T>(long depth, T* a, T* b, Tile<T>* tile)
        where T : unmanaged, INumberBase<T>
    {
        Vector256<T> p0 = default, q0 = default;
        Vector256<T> p1 = default, q1 = default;
        Vector256<T> p2 = default, q2 = default;
        Vector256<T> p3 = default, q3 = default;
        Vector256<T> p4 = default, q4 = default;
        Vector256<T> p5 = default, q5 = default;
        for (T* end = a + depth * 6; a < end; a += 6)
        {
            Vector256<T> x = Vector256.Load(b);
            Vector256<T> y = Vector256.Load(b + Vector256<T>.Count);
            b += 2 * Vector256<T>.Count;
            var s = Vector256.Create(a[0]);
            p0 = Wide.MultiplyAdd(s, x, p0);
            q0 = Wide.MultiplyAdd(s, y, q0);
            s = Vector256.Create(a[1]);
            p1 = Wide.MultiplyAdd(s, x, p1);
            q1 = Wide.MultiplyAdd(s, y, q1);
            s = Vector256.Create(a[2]);
            p2 = Wide.MultiplyAdd(s, x, p2);
            q2 = Wide.MultiplyAdd(s, y, q2);
            s = Vector256.Create(a[3]);
            p3 = Wide.MultiplyAdd(s, x, p3);
            q3 = Wide.MultiplyAdd(s, y, q3);
            s = Vector256.Create(a[4]);
            p4 = Wide.MultiplyAdd(s, x, p4);
            q4 = Wide.MultiplyAdd(s, y, q4);
            s = Vector256.Create(a[5]);
            p5 = Wide.MultiplyAdd(s, x, p5);
            q5 = Wide.MultiplyAdd(s, y, q5);
        }

        var alpha = Vector256.Create(tile->Alpha);
        Store(tile, 0, p0 * alpha, q0 * alpha);
        Store(tile, 1, p1 * alpha, q1 * alpha);
        Store(tile, 2, p2 * alpha, q2 * alpha);
        Store(tile, 3, p3 * alpha, q3 * alpha);
        Store(tile, 4, p4 * alpha, q4 * alpha);
        Store(tile, 5, p5 * alpha, q5 * alpha);
    }

    /// <summary>The first rows of 3 rows, from panels with 6 rows of A: the others are padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run3<T>(long depth, T* a, T* b, Tile<T>* tile)
        where T : unmanaged, INumberBase<T>
    {
        Vector256<T> p0 = default, q0 = default;
        Vector256<T> p1 = default, q1 = default;
        Vector256<T> p2 = default, q2 = default;
        for (T* end = a + depth * 6; a < end; a += 6)
        {
            Vector256<T> x = Vector256.Load(b);
            Vector256<T> y = Vector256.Load(b + Vector256<T>.Count);
            b += 2 * Vector256<T>.Count;
            var s = Vector256.Create(a[0]);
            p0 = Wide.MultiplyAdd(s, x, p0);
            q0 = Wide.MultiplyAdd(s, y, q0);
            s = Vector256.Create(a[1]);
            p1 = Wide.MultiplyAdd(s, x, p1);
            q1 = Wide.MultiplyAdd(s, y, q1);
            s = Vector256.Create(a[2]);
            p2 = Wide.MultiplyAdd(s, x, p2);
            q2 = Wide.MultiplyAdd(s, y, q2);
        }

        var alpha = Vector256.Create(tile->Alpha);
        Store(tile, 0, p0 * alpha, q0 * alpha);
        Store(tile, 1, p1 * alpha, q1 * alpha);
        Store(tile, 2, p2 * alpha, q2 * alpha);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Tile<T>* tile, int row, Vector256<T> p, Vector256<T> q)
        where T : unmanaged, INumberBase<T>
    {
        T* c = tile->C + row * tile->RowStride;
        if (tile->ColumnBias != null)
        {
            p += Vector256.Load(tile->ColumnBias);
            q += Vector256.Load(tile->ColumnBias + Vector256<T>.Count);
        }
        if (tile->RowBias != null)
        {
            var bias = Vector256.Create(tile->RowBias[row]);
            p += bias;
            q += bias;
        }
        if (tile->Accumulate)
        {
            var beta = Vector256.Create(tile->Beta);
            p = Wide.MultiplyAdd(beta, Vector256.Load(c), p);
            q = Wide.MultiplyAdd(beta, Vector256.Load(c + Vector256<T>.Count), q);
        }
        p.Store(c);
        q.Store(c + Vector256<T>.Count);
    }
}
