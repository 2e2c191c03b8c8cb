namespace Athanor.Backends.Cpu;

/// <summary>
/// The dimensions that several operands of one shape are walked in together, outermost first, after those of size 1 are dropped and
/// neighbours that lie as one for every operand are merged. A plain value, so that worker threads can share it; large, so that it is
/// passed by reference and only what is used of it is written.
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
        System.Runtime.CompilerServices.Unsafe.SkipInit(out Walk walk);
        walk.Begin(shape.Count);
        Span<long> steps = stackalloc long[strides.Length];
        for (int d = 0; d < shape.Rank; d++)
        {
            for (int o = 0; o < steps.Length; o++)
                steps[o] = strides[o][d];
            walk.Add(shape.Dims[d], steps);
        }
        walk.End(strides.Length);
        return walk;
    }

    /// <summary>Starts an empty walk; dimensions follow by <see cref="Add"/>, outermost first.</summary>
    public void Begin(long count)
    {
        Rank = 0;
        Count = count;
    }

    /// <summary>Adds a dimension inside the others, with each operand's step.</summary>
    public void Add(long size, ReadOnlySpan<long> steps)
    {
        if (size == 1)
            return;
        int rank = Rank;
        bool merges = rank > 0;
        for (int o = 0; o < steps.Length && merges; o++)
            merges = Strides[o * MaxRank + rank - 1] == steps[o] * size;
        if (merges)
        {
            Dims[rank - 1] *= size;
        }
        else
        {
            if (rank == MaxRank)
                throw new TensorException("layout", $"a walk has at most {MaxRank} dimensions that cannot be merged");
            Dims[rank] = size;
            Rank = ++rank;
        }
        for (int o = 0; o < steps.Length; o++)
            Strides[o * MaxRank + rank - 1] = steps[o];
    }

    /// <summary>Ends the preparation: a walk has at least one dimension.</summary>
    public void End(int operands)
    {
        if (Rank > 0)
            return;
        Rank = 1;
        Dims[0] = Count;
        for (int o = 0; o < operands; o++)
            Strides[o * MaxRank] = 1;
    }

    /// <summary>The step of an operand along the innermost dimension.</summary>
    public readonly long InnerStep(int operand) => Strides[operand * MaxRank + Rank - 1];

    /// <summary>Whether an operand's elements follow each other in the order of the walk.</summary>
    public readonly bool IsLinear(int operand) => Rank == 1 && InnerStep(operand) == 1;

    /// <summary>
    /// The number of elements after which an operand starts again from its first, having walked them in order; 0 if it does not.
    /// A row added to each row of a matrix has the length of the row.
    /// </summary>
    public readonly long Period(int operand)
    {
        if (InnerStep(operand) != 1)
            return 0;
        for (int d = Rank - 2; d >= 0; d--)
            if (Strides[operand * MaxRank + d] != 0)
                return 0;
        return Dims[Rank - 1];
    }

    /// <summary>Where an operand's element number <paramref name="index"/> lies, in elements from its first.</summary>
    public readonly long OffsetOf(int operand, long index)
    {
        long offset = 0;
        for (int d = Rank - 1; d > 0; d--)
        {
            long size = Dims[d];
            long above = index / size;
            offset += (index - above * size) * Strides[operand * MaxRank + d];
            index = above;
        }
        return offset + index * Strides[operand * MaxRank];
    }
}

/// <summary>Goes through the runs of a walk's innermost dimension one after another: divisions only where it starts.</summary>
internal unsafe struct Runs
{
    private fixed long _place[Walk.MaxRank];

    /// <summary>Where the run at hand begins, in elements of the operand.</summary>
    public long Offset;

    /// <summary>How many elements are left of it.</summary>
    public long Left;

    /// <summary>Starts at element number <paramref name="index"/>.</summary>
    public void Begin(in Walk walk, int operand, long index)
    {
        Offset = Left = 0;
        if (walk.Count == 0)
            return;
        for (int d = walk.Rank - 1; d > 0; d--)
        {
            long above = index / walk.Dims[d];
            _place[d] = index - above * walk.Dims[d];
            Offset += _place[d] * walk.Strides[operand * Walk.MaxRank + d];
            index = above;
        }
        _place[0] = index;
        Offset += index * walk.Strides[operand * Walk.MaxRank];
        Left = walk.Dims[walk.Rank - 1] - _place[walk.Rank - 1];
    }

    /// <summary>Goes on by <paramref name="count"/> elements, at most those left of the run.</summary>
    public void Advance(in Walk walk, int operand, long count)
    {
        int d = walk.Rank - 1;
        Offset += count * walk.Strides[operand * Walk.MaxRank + d];
        Left -= count;
        _place[d] += count;
        if (Left > 0)
            return;
        while (_place[d] == walk.Dims[d] && d > 0)
        {
            Offset += walk.Strides[operand * Walk.MaxRank + d - 1] - _place[d] * walk.Strides[operand * Walk.MaxRank + d];
            _place[d] = 0;
            d--;
            _place[d]++;
        }
        Left = walk.Dims[walk.Rank - 1];
    }
}
