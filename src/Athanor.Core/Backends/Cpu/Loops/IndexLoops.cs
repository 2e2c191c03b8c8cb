namespace Athanor.Backends.Cpu;

/// <summary>What Gather and Scatter share: a contiguous tensor seen as (outer, size, inner) around the indexed dimension.</summary>
internal readonly struct Around
{
    public readonly long Outer, Inner;
    public readonly int Size;

    public Around(Shape shape, int dim)
    {
        (Outer, Size, Inner) = (1, shape.Rank == 0 ? 1 : shape[dim], 1);
        for (int i = 0; i < shape.Rank; i++)
            if (i < dim)
                Outer *= shape[i];
            else if (i > dim)
                Inner *= shape[i];
    }

    /// <summary>An index made to count from the left.</summary>
    /// <exception cref="TensorException">It is out of range.</exception>
    public static long Check(long index, int size, string op, int dim)
    {
        if (index < -size || index >= size)
            throw new TensorException(op, $"index {index} is out of range for dimension {dim} of size {size}");
        return index < 0 ? index + size : index;
    }
}
