namespace Athanor.Backends.Cpu;

/// <summary>
/// The dimensions that several operands of one shape are walked in together, outermost first, after those of size 1 are dropped and
/// neighbours that lie as one for every operand are merged. A plain value, so that worker threads can share it.
/// </summary>
internal unsafe struct Walk
{
    public const int MaxRank = 16;
    public const int MaxOperands = 6;

    public int Rank;
    public long Count;
    public fixed long Dims[MaxRank];
    public fixed long Strides[MaxOperands * MaxRank];

    /// <summary>Prepares the walk of operands with the given steps (one array an operand) over a shape.</summary>
    public static Walk Over(Shape shape, params ReadOnlySpan<long[]> strides)
    {
        var walk = new Walk { Count = shape.Count };
        int rank = 0;
        for (int d = 0; d < shape.Rank; d++)
        {
            int size = shape.Dims[d];
            if (size == 1)
                continue;
            bool merges = rank > 0;
            for (int o = 0; o < strides.Length && merges; o++)
                merges = walk.Strides[o * MaxRank + rank - 1] == strides[o][d] * size;
            if (!merges)
            {
                if (rank == MaxRank)
                    throw new TensorException("layout", $"more than {MaxRank} dimensions that cannot be merged in shape {shape}");
                walk.Dims[rank++] = 1;
            }
            walk.Dims[rank - 1] *= size;
            for (int o = 0; o < strides.Length; o++)
                walk.Strides[o * MaxRank + rank - 1] = strides[o][d];
        }
        if (rank == 0)
        {
            rank = 1;
            walk.Dims[0] = shape.Count;
            for (int o = 0; o < strides.Length; o++)
                walk.Strides[o * MaxRank] = 1;
        }
        walk.Rank = rank;
        return walk;
    }

    /// <summary>The step of an operand along the innermost dimension.</summary>
    public readonly long InnerStep(int operand) => Strides[operand * MaxRank + Rank - 1];

    /// <summary>Whether an operand's elements follow each other in the order of the walk.</summary>
    public readonly bool IsLinear(int operand) => Rank == 1 && InnerStep(operand) == 1;

    /// <summary>Where an operand's element number <paramref name="index"/> lies, in elements from its first.</summary>
    public readonly long OffsetOf(int operand, long index)
    {
        long offset = 0;
        for (int d = Rank - 1; d >= 0; d--)
        {
            long size = Dims[d];
            long above = index / size;
            offset += (index - above * size) * Strides[operand * MaxRank + d];
            index = above;
        }
        return offset;
    }
}
