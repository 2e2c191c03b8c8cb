using System.Numerics;

namespace Athanor.Backends.Cpu;

/// <summary>A matrix in memory: element (i, j) is Origin[i · RowStride + j · ColumnStride], with any strides, 0 and negative included.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly unsafe struct MatrixView<T>(T* origin, long rowStride, long columnStride)
    where T : unmanaged
{
    /// <summary>Element (0, 0).</summary>
    public readonly T* Origin = origin;

    /// <summary>Elements from a row to the next.</summary>
    public readonly long RowStride = rowStride;

    /// <summary>Elements from a column to the next.</summary>
    public readonly long ColumnStride = columnStride;

    /// <summary>The same memory with rows and columns exchanged.</summary>
    public MatrixView<T> Transposed => new(Origin, ColumnStride, RowStride);

    /// <summary>The same matrix further on in memory.</summary>
    public MatrixView<T> Offset(long elements) => new(Origin + elements, RowStride, ColumnStride);
}

/// <summary>Matrix products over memory.</summary>
internal static unsafe class Gemm
{
    /// <summary>C[m, n] = Alpha·A[m, k]·B[k, n] + biases + Beta·C, in float or double.</summary>
    /// <remarks>The result is the same bits for any number of threads.</remarks>
    public static void Run<T>(long m, long n, long k, MatrixView<T> a, MatrixView<T> b, in GemmOutput<T> output)
        where T : unmanaged, INumberBase<T> =>
        PackedProduct.Run(
            m, n, k,
            new StridedPanels<T, T>(a.Origin, a.RowStride, a.ColumnStride),
            new StridedPanels<T, T>(b.Origin, b.ColumnStride, b.RowStride),
            output);
}
