namespace Athanor.Backends.Cpu;

/// <summary>
/// The lines of an index tensor along a dimension, walked beside a table that the indices point into and a tensor of the index's shape. What
/// a line reads or writes, no other line writes, so threads share lines; within a line the order of the index holds.
/// </summary>
internal unsafe struct IndexedLines
{
    public const int Block = 64;
    private const long Grain = 16384;

    private Walk _lines;
    private long* _index;
    private long _indexStep;

    /// <summary>Indices along a line, and the table's size there.</summary>
    public int Length, Size;

    /// <summary>Steps along a line, in elements.</summary>
    public long TableStep, OtherStep;

    /// <summary>The number of lines, and how many one chunk of work takes.</summary>
    public long Count, LinesAChunk;

    /// <summary>Prepares the walk and checks every index.</summary>
    /// <exception cref="TensorException">An index is out of range.</exception>
    public static IndexedLines Of(Tensor index, Tensor table, Tensor other, int dim, string op)
    {
        long[] rest(long[] strides) => [.. strides[..dim], .. strides[(dim + 1)..]];
        int[] sizes = index.Shape.ToArray();
        var shape = new Shape([.. sizes[..dim], .. sizes[(dim + 1)..]]);
        var lines = new IndexedLines
        {
            _lines = Walk.Over(shape, rest(index.Layout.Strides), rest(table.Layout.Strides), rest(other.Layout.Strides)),
            _index = index.Pointer<long>(),
            _indexStep = index.Layout.Strides[dim],
            Length = sizes[dim],
            Size = table.Shape[dim],
            TableStep = table.Layout.Strides[dim],
            OtherStep = other.Layout.Strides[dim],
            Count = index.Count == 0 ? 0 : shape.Count,
        };
        lines.LinesAChunk = Math.Max(1, Grain / Math.Max(1, lines.Length));
        Check(index, lines.Size, dim, op);
        return lines;
    }

    /// <summary>Where lines begin in the index, the table and the other tensor.</summary>
    public readonly void Begin(long line, int count, long* index, long* table, long* other)
    {
        for (int i = 0; i < count; i++)
        {
            index[i] = _lines.OffsetOf(0, line + i);
            table[i] = _lines.OffsetOf(1, line + i);
            other[i] = _lines.OffsetOf(2, line + i);
        }
    }

    /// <summary>How far along its line an index points, counted from the left.</summary>
    public readonly long At(long begin, int step)
    {
        long index = _index[begin + step * _indexStep];
        return (index < 0 ? index + Size : index) * TableStep;
    }

    private static void Check(Tensor index, int size, int dim, string op)
    {
        if (index.Count == 0)
            return;
        Walk walk = Walk.Over(index.Shape, index.Layout.Strides);
        long* values = index.Pointer<long>();
        long inner = walk.Dims[walk.Rank - 1], step = walk.InnerStep(0);
        for (long i = 0; i < index.Count; i += inner)
        {
            long* row = values + walk.OffsetOf(0, i);
            for (long j = 0; j < inner; j++)
                Around.Check(row[j * step], size, op, dim);
        }
    }
}
