namespace Athanor;

/// <summary>How the elements of a shape lie in a storage: a step in elements for each dimension, and where the first element is.</summary>
/// <remarks>Steps may be 0 (an expanded dimension) or negative (a flipped one).</remarks>
internal readonly struct Layout(Shape shape, long[] strides, long offset)
{
    public readonly Shape Shape = shape;
    public readonly long[] Strides = strides;
    public readonly long Offset = offset;

    /// <summary>Row by row without gaps, from the start of the storage.</summary>
    public static Layout Contiguous(Shape shape) => new(shape, shape.ContiguousStrides, 0);

    /// <summary>Whether the elements lie row by row without gaps (anywhere in the storage).</summary>
    public bool IsContiguous
    {
        get
        {
            long[] expected = Shape.ContiguousStrides;
            if (ReferenceEquals(expected, Strides) || Shape.Count <= 1)
                return true;
            for (int i = 0; i < expected.Length; i++)
                if (Strides[i] != expected[i] && Shape.Dims[i] > 1)
                    return false;
            return true;
        }
    }

    /// <summary>The smallest and largest element offsets that the layout touches, for bounds checks.</summary>
    public (long Low, long High) Extent()
    {
        long low = Offset, high = Offset;
        for (int i = 0; i < Strides.Length; i++)
        {
            long reach = Strides[i] * (Shape.Dims[i] - 1);
            if (reach < 0)
                low += reach;
            else
                high += reach;
        }
        return (low, high);
    }

    /// <summary>The steps that walk this layout as if it had <paramref name="target"/>'s shape: 0 along stretched dimensions.</summary>
    public long[] BroadcastStrides(Shape target)
    {
        if (target.Equals(Shape))
            return Strides;
        var result = new long[target.Rank];
        int lead = target.Rank - Shape.Rank;
        for (int i = 0; i < Shape.Rank; i++)
            result[lead + i] = Shape.Dims[i] == 1 && target.Dims[lead + i] != 1 ? 0 : Strides[i];
        return result;
    }

    /// <summary>
    /// The layout of the same elements under another shape of the same count, or null if no steps can express it without a copy.
    /// </summary>
    public Layout? Reshape(Shape target)
    {
        if (IsContiguous)
            return new Layout(target, target.ContiguousStrides, Offset);

        // Group runs of source dimensions that lie as one, and split each into the target dimensions of the same product.
        var strides = new long[target.Rank];
        int t = 0, s = 0;
        ReadOnlySpan<int> from = Shape.Dims, to = target.Dims;
        while (s < from.Length)
        {
            if (from[s] == 1)
            {
                s++;
                continue;
            }
            long size = from[s], step = Strides[s];
            int last = s;
            long wanted = 1;
            int first = t;
            while (true)
            {
                while (t < to.Length && wanted < size)
                    wanted *= to[t++];
                if (wanted == size)
                    break;
                do
                    last++;
                while (last < from.Length && from[last] == 1);
                if (last >= from.Length || step != Strides[last] * from[last])
                    return null;
                size *= from[last];
                step = Strides[last];
            }
            long inner = step;
            for (int i = t - 1; i >= first; i--)
            {
                strides[i] = inner;
                inner *= to[i];
            }
            s = last + 1;
        }
        for (; t < to.Length; t++)
            strides[t] = 1;
        return new Layout(target, strides, Offset);
    }
}
