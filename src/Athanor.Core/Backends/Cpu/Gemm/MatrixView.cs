namespace Athanor.Backends.Cpu;

/// <summary>
/// A matrix in memory: element (i, j) is Origin[i · RowStride + j · ColumnStride], with any strides, 0 and negative included.
/// </summary>
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
