namespace Athanor.Data;

/// <summary>Where a loader stands: batches before <paramref name="NextBatch"/> of epoch <paramref name="Epoch"/> were handed out.</summary>
/// <param name="Epoch">From 0.</param>
/// <param name="NextBatch">From 0 to the number of batches in an epoch.</param>
public readonly record struct LoaderState(int Epoch, int NextBatch);

/// <summary>
/// Hands out a data set in batches, epoch after epoch, made ahead on other threads. Order and random changes are functions of seed, epoch
/// and batch number alone, so that a loader whose <see cref="State"/> is set goes on with the same bits as one that came there by itself.
/// </summary>
/// <example><code>
/// var loader = new DataLoader(split.Train, 32, shuffle: true, seed: 1);
/// for (int epoch = 0; epoch &lt; 10; epoch++)
///     foreach (Batch batch in loader.NextEpoch())
///         Learn(batch);
/// </code></example>
public sealed class DataLoader
{
    private readonly bool _shuffle;
    private readonly bool _dropLast;
    private readonly int _prefetch;

    /// <summary>A loader at the start of epoch 0.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="batchSize">How many samples a batch has; the last of an epoch may have fewer.</param>
    /// <param name="shuffle">Whether every epoch has an order of its own.</param>
    /// <param name="seed">Decides order and random changes.</param>
    /// <param name="dropLast">Leaves out a last batch that is not full.</param>
    /// <param name="prefetch">How many batches are made ahead on other threads; 0 makes each as it is asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive, or the prefetch negative.</exception>
    /// <exception cref="ArgumentException">There is not one batch.</exception>
    public DataLoader(IDataset dataset, int batchSize, bool shuffle = false, ulong seed = 0, bool dropLast = false, int prefetch = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegative(prefetch);
        Dataset = dataset;
        BatchSize = batchSize;
        Seed = seed;
        _shuffle = shuffle;
        _dropLast = dropLast;
        _prefetch = prefetch;
        BatchesPerEpoch = dropLast ? dataset.Count / batchSize : (dataset.Count + batchSize - 1) / batchSize;
        if (BatchesPerEpoch == 0)
            throw new ArgumentException(
                $"expected at least {(dropLast ? $"one full batch of {batchSize} samples" : "one sample")}, got {dataset.Count} samples", nameof(dataset));
    }

    /// <summary>The samples.</summary>
    public IDataset Dataset { get; }

    /// <summary>How many samples a full batch has.</summary>
    public int BatchSize { get; }

    /// <summary>What decides order and random changes.</summary>
    public ulong Seed { get; }

    /// <summary>How many batches an epoch has.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>How many samples an epoch has.</summary>
    public int SamplesPerEpoch => _dropLast ? BatchesPerEpoch * BatchSize : Dataset.Count;

    /// <summary>What was handed out so far; set it to continue from there.</summary>
    public LoaderState State { get; set; }

    /// <summary>The sample numbers of an epoch in the order in which they are handed out.</summary>
    public int[] Order(int epoch) => _shuffle ? Stream(epoch, -1).Permutation(Dataset.Count) : [.. Enumerable.Range(0, Dataset.Count)];

    /// <summary>
    /// What is left of the current epoch, one batch after another, on the caller's thread; at its end <see cref="State"/> is at the start of
    /// the next. A batch is released when the next is asked for, unless <see cref="Batch.Keep"/> is called on it; leaving the loop early
    /// stops the threads.
    /// </summary>
    /// <remarks>An error of the data set comes out here, where its batch would have.</remarks>
    public IEnumerable<Batch> NextEpoch()
    {
        (int epoch, int first) = State;
        int[] order = Order(epoch);
        using var ahead = new Prefetch(number => Make(order, epoch, number), first, BatchesPerEpoch, _prefetch);
        for (int i = first; i < BatchesPerEpoch; i++)
        {
            Batch batch = ahead.Take();
            State = new LoaderState(epoch, i + 1);
            try
            {
                yield return batch;
            }
            finally
            {
                if (!batch.Kept)
                    batch.Dispose();
            }
        }
        State = new LoaderState(epoch + 1, 0);
    }

    /// <summary>One batch of an epoch, made on this thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch has no such batch.</exception>
    public Batch Get(int epoch, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)batch, (uint)BatchesPerEpoch, nameof(batch));
        return Make(Order(epoch), epoch, batch);
    }

    private Batch Make(int[] order, int epoch, int number)
    {
        int start = number * BatchSize;
        ReadOnlySpan<int> indices = order.AsSpan(start, Math.Min(BatchSize, order.Length - start));
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        using Defaults.Restore device = Defaults.On(Device.Cpu);
        using TensorScope scope = TensorScope.Begin("DataLoader");
        Batch batch = Dataset.Get(indices, Stream(epoch, number));
        // Kept, not returned: it goes to another thread and must belong to no scope of this one. The batch's own mark stays unset.
        batch.Input.Keep();
        batch.Target.Keep();
        return batch;
    }

    private RandomSource Stream(int epoch, int number)
    {
        (uint a, uint b, _, _) = RandomSource.Philox(Seed, ((ulong)(uint)epoch << 32) | (uint)number);
        return new RandomSource(((ulong)a << 32) | b);
    }
}
