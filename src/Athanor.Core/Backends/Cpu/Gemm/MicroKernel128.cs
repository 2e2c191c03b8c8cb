using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Athanor.Backends.Cpu;

/// <summary>
/// The inner products of a tile in 128-bit registers: rows × two vectors. Every accumulator is a local of its own, because the JIT keeps
/// locals in registers and arrays in memory.
/// </summary>
internal static unsafe class MicroKernel128
{
    /// <summary>A full tile of 4 rows, from panels with 4 rows of A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run4<T>(long depth, T* a, T* b, Tile<T>* tile)
        where T : unmanaged, INumberBase<T>
    {
        Vector128<T> p0 = default, q0 = default;
        Vector128<T> p1 = default, q1 = default;
        Vector128<T> p2 = default, q2 = default;
        Vector128<T> p3 = default, q3 = default;
        for (T* end = a + depth * 4; a < end; a += 4)
        {
            Vector128<T> x = Vector128.Load(b);
            Vector128<T> y = Vector128.Load(b + Vector128<T>.Count);
            b += 2 * Vector128<T>.Count;
            var s = Vector128.Create(a[0]);
            p0 = Wide.MultiplyAdd(s, x, p0);
            q0 = Wide.MultiplyAdd(s, y, q0);
            s = Vector128.Create(a[1]);
            p1 = Wide.MultiplyAdd(s, x, p1);
            q1 = Wide.MultiplyAdd(s, y, q1);
            s = Vector128.Create(a[2]);
            p2 = Wide.MultiplyAdd(s, x, p2);
            q2 = Wide.MultiplyAdd(s, y, q2);
            s = Vector128.Create(a[3]);
            p3 = Wide.MultiplyAdd(s, x, p3);
            q3 = Wide.MultiplyAdd(s, y, q3);
        }

        var alpha = Vector128.Create(tile->Alpha);
        Store(tile, 0, p0 * alpha, q0 * alpha);
        Store(tile, 1, p1 * alpha, q1 * alpha);
        Store(tile, 2, p2 * alpha, q2 * alpha);
        Store(tile, 3, p3 * alpha, q3 * alpha);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Tile<T>* tile, int row, Vector128<T> p, Vector128<T> q)
        where T : unmanaged, INumberBase<T>
    {
        T* c = tile->C + row * tile->RowStride;
        if (tile->ColumnBias != null)
        {
            p += Vector128.Load(tile->ColumnBias);
            q += Vector128.Load(tile->ColumnBias + Vector128<T>.Count);
        }
        if (tile->RowBias != null)
        {
            var bias = Vector128.Create(tile->RowBias[row]);
            p += bias;
            q += bias;
        }
        if (tile->Accumulate)
        {
            var beta = Vector128.Create(tile->Beta);
            p = Wide.MultiplyAdd(beta, Vector128.Load(c), p);
            q = Wide.MultiplyAdd(beta, Vector128.Load(c + Vector128<T>.Count), q);
        }
        p.Store(c);
        q.Store(c + Vector128<T>.Count);
    }
}
