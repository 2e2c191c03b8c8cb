using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>At most <paramref name="chunks"/> parts of a dimension of equal size, the last perhaps smaller; views.</summary>
    public Tensor[] Chunk(int chunks, int dim = 0)
    {
        if (chunks <= 0)
            throw new TensorException("chunk", $"there must be at least one chunk, got {chunks}");
        int size = SizeOf(dim, "chunk");
        int each = (size + chunks - 1) / chunks;
        return each == 0 ? Split(Repeated(0, chunks), dim) : Split(each, dim);
    }

    /// <summary>Parts of a dimension of <paramref name="size"/> each, the last perhaps smaller; views.</summary>
    public Tensor[] Split(int size, int dim = 0)
    {
        int whole = SizeOf(dim, "split");
        if (size < 0 || (size == 0 && whole > 0))
            throw new TensorException("split", $"the size of a part must be positive, got {size}");
        int parts = size == 0 ? 1 : Math.Max(1, (whole + size - 1) / size);
        int[] sizes = Repeated(size, parts);
        sizes[^1] = whole - size * (parts - 1);
        return Split(sizes, dim);
    }

    /// <summary>Parts of a dimension of the given sizes; views.</summary>
    /// <exception cref="TensorException">The sizes do not add up to the dimension's.</exception>
    public Tensor[] Split(ReadOnlySpan<int> sizes, int dim = 0)
    {
        int whole = SizeOf(dim, "split"), start = 0;
        var parts = new Tensor[sizes.Length];
        foreach (int size in sizes)
            start += size < 0 ? throw new TensorException("split", $"sizes must not be negative, got {size}") : size;
        if (start != whole)
            throw new TensorException("split", $"the sizes of the parts must add up to {whole}, got {start}");
        start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = Narrow(dim, start, sizes[i]);
            start += sizes[i];
        }
        return parts;
    }

    /// <summary>
    /// Parts of a dimension of the given sizes in memory of their own. Their gradients are put together once, where those of views are each
    /// set into zeros of the whole: the way to split into many parts that are all used, as the steps of a sequence.
    /// </summary>
    /// <exception cref="TensorException">The sizes do not add up to the dimension's.</exception>
    public Tensor[] SplitCopy(ReadOnlySpan<int> sizes, int dim = 0)
    {
        int whole = SizeOf(dim, "split_copy"), sum = 0;
        foreach (int size in sizes)
            sum += size < 0 ? throw new TensorException("split_copy", $"sizes must not be negative, got {size}") : size;
        if (sum != whole || sizes.Length == 0)
            throw new TensorException("split_copy", $"the sizes of the parts must add up to {whole}, got {sum}");
        return ApplyMany(new SplitCopy(new Dims(sizes.ToArray()), ResolveDim(dim, "split_copy")), this);
    }

    /// <summary>Just so many parts of a dimension, the first ones larger by one where it does not divide; views.</summary>
    public Tensor[] TensorSplit(int sections, int dim = 0)
    {
        if (sections <= 0)
            throw new TensorException("tensor_split", $"there must be at least one section, got {sections}");
        int size = SizeOf(dim, "tensor_split");
        int[] sizes = Repeated(size / sections, sections);
        for (int i = 0; i < size % sections; i++)
            sizes[i]++;
        return Split(sizes, dim);
    }

    /// <summary>The parts of a dimension between the given indices; views. Indices out of range are clamped as in Python.</summary>
    public Tensor[] TensorSplit(ReadOnlySpan<int> indices, int dim = 0)
    {
        SizeOf(dim, "tensor_split");
        var parts = new Tensor[indices.Length + 1];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = SliceDim(dim, i == 0 ? 0 : indices[i - 1], i < indices.Length ? indices[i] : null);
        return parts;
    }

    /// <summary>As <see cref="TensorSplit(int, int)"/> or its twin, with sections or indices in an int64 tensor.</summary>
    public Tensor[] TensorSplit(Tensor sectionsOrIndices, int dim = 0)
    {
        if (sectionsOrIndices.DType != DType.Int64 || sectionsOrIndices.Rank > 1)
            throw new TensorException("tensor_split", $"expected an int64 scalar or vector, got {sectionsOrIndices.Spec}");
        long[] values = sectionsOrIndices.ToArray<long>();
        return sectionsOrIndices.Rank == 0 ? TensorSplit((int)values[0], dim) : TensorSplit(Array.ConvertAll(values, v => (int)v), dim);
    }

    /// <summary>Equal parts side by side: along the second dimension, of a vector along its only one.</summary>
    public Tensor[] HSplit(int sections) => Even(sections, Rank == 1 ? 0 : 1, 1, "hsplit");

    /// <summary>The parts between indices side by side.</summary>
    public Tensor[] HSplit(ReadOnlySpan<int> indices) => TensorSplit(indices, AtLeast(1, "hsplit") == 1 ? 0 : 1);

    /// <summary>Equal parts one under the other: along the first dimension.</summary>
    public Tensor[] VSplit(int sections) => Even(sections, 0, 2, "vsplit");

    /// <summary>The parts between indices one under the other.</summary>
    public Tensor[] VSplit(ReadOnlySpan<int> indices) => TensorSplit(indices, AtLeast(2, "vsplit") * 0);

    /// <summary>Equal parts in depth: along the third dimension.</summary>
    public Tensor[] DSplit(int sections) => Even(sections, 2, 3, "dsplit");

    /// <summary>The parts between indices in depth.</summary>
    public Tensor[] DSplit(ReadOnlySpan<int> indices) => TensorSplit(indices, Math.Min(AtLeast(3, "dsplit"), 2));

    /// <summary>Every index of a dimension, which goes away; views.</summary>
    public Tensor[] Unbind(int dim = 0)
    {
        var parts = new Tensor[SizeOf(dim, "unbind")];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = Select(dim, i);
        return parts;
    }

    private static int[] Repeated(int value, int count)
    {
        var values = new int[count];
        Array.Fill(values, value);
        return values;
    }

    private int SizeOf(int dim, string op) =>
        Rank == 0 ? throw new TensorException(op, "expected at least one dimension, got a scalar") : Shape[ResolveDim(dim, op)];

    private int AtLeast(int rank, string op) =>
        Rank >= rank ? Rank : throw new TensorException(op, $"expected at least {rank} dimensions, got shape {Shape}");

    private Tensor[] Even(int sections, int dim, int rank, string op)
    {
        AtLeast(rank, op);
        if (sections <= 0 || Shape[dim] % sections != 0)
            throw new TensorException(op, $"size {Shape[dim]} of dimension {dim} does not divide into {sections} equal parts");
        return TensorSplit(sections, dim);
    }
}
