namespace Athanor.Data;

/// <summary>Samples that can be picked by number.</summary>
public interface IDataset
{
    /// <summary>The number of samples.</summary>
    int Count { get; }

    /// <summary>
    /// The samples of the given numbers, in that order, in tensors of their own. Called from several threads at once; the same numbers
    /// and random stream always give the same bits.
    /// </summary>
    /// <param name="indices">Numbers from 0 to <see cref="Count"/> − 1; a number may come twice.</param>
    /// <param name="random">Where random changes of the samples draw from; what is not random leaves it alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of a number.</exception>
    Batch Get(ReadOnlySpan<int> indices, RandomSource random);
}

/// <summary>Data sets made of others.</summary>
public static class DatasetExtensions
{
    /// <summary>The samples of the given numbers, random changes drawn from the start of stream 0.</summary>
    public static Batch Get(this IDataset dataset, ReadOnlySpan<int> indices) => dataset.Get(indices, new RandomSource(0));

    /// <summary>All samples in order, as one batch.</summary>
    public static Batch All(this IDataset dataset) => dataset.Get([.. Enumerable.Range(0, dataset.Count)]);

    /// <summary>
    /// The same samples changed batch by batch as they are read, on the loader's threads; what the transform makes on the way is released.
    /// </summary>
    public static IDataset WithTransform(this IDataset dataset, Func<Batch, RandomSource, Batch> transform) => new TransformedDataset(dataset, transform);

    /// <summary>Some of the samples: number i is sample <paramref name="indices"/>[i].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample of a number.</exception>
    public static IDataset Subset(this IDataset dataset, int[] indices) => new Subset(dataset, indices);
}
