namespace Athanor.Data;

/// <summary>Some samples of another data set, in a given order.</summary>
internal sealed class Subset : IDataset
{
    private readonly IDataset _source;
    private readonly int[] _indices;

    public Subset(IDataset source, int[] indices)
    {
        foreach (int index in indices)
            if ((uint)index >= (uint)source.Count)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"expected a sample number from 0 to {source.Count - 1}");
        _source = source;
        _indices = indices;
    }

    public int Count => _indices.Length;

    public Batch Get(ReadOnlySpan<int> indices, RandomSource random)
    {
        var mapped = new int[indices.Length];
        for (int i = 0; i < mapped.Length; i++)
            mapped[i] = _indices[indices[i]];
        return _source.Get(mapped, random);
    }
}

/// <summary>Batches of another data set, changed as they are read.</summary>
internal sealed class TransformedDataset(IDataset source, Func<Batch, RandomSource, Batch> transform) : IDataset
{
    public int Count => source.Count;

    public Batch Get(ReadOnlySpan<int> indices, RandomSource random)
    {
        using TensorScope scope = TensorScope.Begin("transform");
        return scope.Return(transform(source.Get(indices, random), random));
    }
}

/// <summary>The samples of several data sets one after another; their samples must have the same shapes and types.</summary>
public sealed class ConcatDataset : IDataset
{
    private readonly IDataset[] _parts;
    private readonly int[] _ends;

    /// <summary>The samples of the first data set, then those of the second, and so on.</summary>
    public ConcatDataset(params IEnumerable<IDataset> parts)
    {
        _parts = [.. parts];
        _ends = new int[_parts.Length];
        for (int i = 0; i < _parts.Length; i++)
            _ends[i] = checked((i > 0 ? _ends[i - 1] : 0) + _parts[i].Count);
    }

    /// <inheritdoc/>
    public int Count => _ends.Length > 0 ? _ends[^1] : 0;

    /// <inheritdoc/>
    public Batch Get(ReadOnlySpan<int> indices, RandomSource random)
    {
        using TensorScope scope = TensorScope.Begin("ConcatDataset");
        var inputs = new Tensor[indices.Length];
        var targets = new Tensor[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(indices), indices[i], $"expected a sample number from 0 to {Count - 1}");
            int part = 0;
            while (indices[i] >= _ends[part])
                part++;
            Batch sample = _parts[part].Get([indices[i] - (part > 0 ? _ends[part - 1] : 0)], random);
            (inputs[i], targets[i]) = (sample.Input, sample.Target);
        }
        return scope.Return(new Batch(Tensor.Cat(inputs), Tensor.Cat(targets)));
    }
}
