using System.Numerics;

namespace Athanor.Backends.Cpu;

/// <summary>Where a micro-kernel puts its tile: C = Alpha·AB + bias (+ Beta·C).</summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe struct Tile<T>
    where T : unmanaged
{
    /// <summary>The first element; columns are contiguous.</summary>
    public T* C;

    /// <summary>Elements from a row of C to the next.</summary>
    public long RowStride;

    /// <summary>The factor of the product.</summary>
    public T Alpha;

    /// <summary>The factor of what C holds, read only if <see cref="Accumulate"/>: new memory may hold NaN.</summary>
    public T Beta;

    /// <summary>Whether C is read.</summary>
    public bool Accumulate;

    /// <summary>One addend a row, or null.</summary>
    public T* RowBias;

    /// <summary>One addend a column, or null.</summary>
    public T* ColumnBias;
}

/// <summary>Where a product goes, and what is done to it on the way: C[i, j] = Alpha·Σ + biases + Beta·C[i, j].</summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe struct GemmOutput<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>An output that is overwritten by the plain product.</summary>
    public GemmOutput(T* c, long rowStride, long columnStride = 1)
    {
        C = c;
        (RowStride, ColumnStride, Alpha) = (rowStride, columnStride, T.One);
    }

    /// <summary>Element (0, 0).</summary>
    public T* C;

    /// <summary>Elements from a row to the next.</summary>
    public long RowStride;

    /// <summary>Elements from a column to the next; tiles are stored fastest if it is 1.</summary>
    public long ColumnStride;

    /// <summary>If not null, the place of each column relative to <see cref="C"/>, instead of <see cref="ColumnStride"/>.</summary>
    public int* ColumnOffsets;

    /// <summary>The factor of the product.</summary>
    public T Alpha;

    /// <summary>The factor of what C holds; if 0, C is not read.</summary>
    public T Beta;

    /// <summary>One addend a row, or null.</summary>
    public T* RowBias;

    /// <summary>One addend a column, or null.</summary>
    public T* ColumnBias;

    /// <summary>The place of column <paramref name="j"/> relative to <see cref="C"/>.</summary>
    public readonly long Column(long j) => ColumnOffsets != null ? ColumnOffsets[j] : j * ColumnStride;

    /// <summary>Whether <paramref name="width"/> columns from <paramref name="j"/> on lie side by side.</summary>
    public readonly bool IsContiguous(long j, int width)
    {
        if (ColumnOffsets == null)
            return ColumnStride == 1;
        for (int i = 1; i < width; i++)
            if (ColumnOffsets[j + i] != ColumnOffsets[j] + i)
                return false;
        return true;
    }
}
