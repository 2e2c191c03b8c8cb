using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Athanor.Backends.Cpu;

/// <summary>The micro-kernel of this machine. All tests below are constants to the JIT, so that a call is a direct one.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static unsafe class MicroKernel<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Columns of the widest tile of any machine: the size of a buffer for one row.</summary>
    public const int MaxColumns = 32;

    /// <summary>Rows of the tallest tile of any machine.</summary>
    public const int MaxRows = 12;

    /// <summary>Rows of a tile, and width of a panel of A.</summary>
    public static int Rows => Vector512.IsHardwareAccelerated ? 12 : Vector256.IsHardwareAccelerated ? 6 : 4;

    /// <summary>Columns of a tile, and width of a panel of B.</summary>
    public static int Columns => 2 * (Vector512.IsHardwareAccelerated ? Vector512<T>.Count
        : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128<T>.Count);

    /// <summary>How many rows <see cref="Run"/> writes when asked for the first <paramref name="rows"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WritesRows(int rows) => Vector512.IsHardwareAccelerated || Vector256.IsHardwareAccelerated
        ? (rows > Rows / 2 ? Rows : Rows / 2)
        : Vector128.IsHardwareAccelerated ? Rows : rows;

    /// <summary>Multiplies a panel of A by a panel of B; only the first <paramref name="rows"/> rows of the tile must be right.</summary>
    /// <remarks>Rows that are padding may be left out, and must be writable if they are not.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(long depth, T* a, T* b, Tile<T>* tile, int rows)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (rows > 6)
                MicroKernel512.Run12(depth, a, b, tile);
            else
                MicroKernel512.Run6(depth, a, b, tile);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            if (rows > 3)
                MicroKernel256.Run6(depth, a, b, tile);
            else
                MicroKernel256.Run3(depth, a, b, tile);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            MicroKernel128.Run4(depth, a, b, tile);
        }
        else
        {
            MicroKernelScalar.Run(depth, a, b, tile, rows);
        }
    }
}

/// <summary>The tile without vectors.</summary>
internal static unsafe class MicroKernelScalar
{
    /// <summary>The first <paramref name="rows"/> rows of the tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(long depth, T* a, T* b, Tile<T>* tile, int rows)
        where T : unmanaged, INumberBase<T>
    {
        int height = MicroKernel<T>.Rows;
        int width = MicroKernel<T>.Columns;
        T* sums = stackalloc T[MicroKernel<T>.MaxColumns];
        for (int i = 0; i < rows; i++)
        {
            new Span<T>(sums, width).Clear();
            for (long p = 0; p < depth; p++)
                for (int j = 0; j < width; j++)
                    sums[j] = T.MultiplyAddEstimate(a[p * height + i], b[p * width + j], sums[j]);
            T* c = tile->C + i * tile->RowStride;
            for (int j = 0; j < width; j++)
            {
                T sum = sums[j] * tile->Alpha;
                sum += tile->ColumnBias != null ? tile->ColumnBias[j] : T.Zero;
                sum += tile->RowBias != null ? tile->RowBias[i] : T.Zero;
                c[j] = tile->Accumulate ? T.MultiplyAddEstimate(tile->Beta, c[j], sum) : sum;
            }
        }
    }
}
