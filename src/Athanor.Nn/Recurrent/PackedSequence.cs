namespace Athanor.Nn;

/// <summary>
/// Sequences of different lengths without padding: the first elements of all, then the second ones of those that have one, and so on, the
/// longest sequence first.
/// </summary>
public sealed class PackedSequence : ITensorTree
{
    private readonly int[] _sorted;

    private PackedSequence(Tensor data, int[] batchSizes, int[] sorted) => (Data, BatchSizes, _sorted) = (data, batchSizes, sorted);

    /// <summary>(all elements, features…).</summary>
    public Tensor Data { get; }

    /// <summary>How many sequences have an element at each step.</summary>
    public IReadOnlyList<int> BatchSizes { get; }

    /// <summary>The number of sequences.</summary>
    public int Count => _sorted.Length;

    /// <summary>Which of the user's sequences stands at each place.</summary>
    public IReadOnlyList<int> SortedIndices => _sorted;

    IEnumerable<Tensor?> ITensorTree.Tensors => [Data];

    /// <summary>Packs padded sequences.</summary>
    /// <param name="padded">(time, batch, features…), or (batch, time, …).</param>
    /// <param name="lengths">Each sequence's length, in any order.</param>
    /// <param name="batchFirst">Which of the two it is.</param>
    /// <exception cref="TensorException">A length is not between 1 and the padded one, or there are not as many as sequences.</exception>
    public static PackedSequence Pack(Tensor padded, IReadOnlyList<int> lengths, bool batchFirst = false)
    {
        if (padded.Rank < 2)
            throw new TensorException("pack", $"expected (time, batch, …), got shape {padded.Shape}");
        Tensor x = batchFirst ? padded.Transpose(0, 1) : padded;
        int steps = x.Shape[0], batch = x.Shape[1];
        if (lengths.Count != batch || lengths.Any(l => l < 1 || l > steps))
            throw new TensorException("pack", $"expected {batch} lengths between 1 and {steps}, got ({string.Join(", ", lengths)})");
        int[] sorted = [.. Enumerable.Range(0, batch).OrderByDescending(i => lengths[i])];
        int[] sizes = [.. Enumerable.Range(0, batch == 0 ? 0 : lengths.Max()).Select(t => lengths.Count(l => l > t))];
        long[] places = [.. sizes.SelectMany((n, t) => sorted.Take(n).Select(i => (long)t * batch + i))];
        return new PackedSequence(x.Flatten(0, 1).IndexSelect(0, On(x.Device, places)), sizes, sorted);
    }

    /// <summary>The sequences padded with a value to the longest, and their lengths, in the order in which they were packed.</summary>
    public (Tensor Padded, int[] Lengths) Unpack(bool batchFirst = false, double padding = 0)
    {
        int steps = BatchSizes.Count, batch = Count, row = 0;
        var places = new long[steps * batch];
        var lengths = new int[batch];
        Array.Fill(places, Data.Shape[0]);
        for (int t = 0; t < steps; t++)
            for (int i = 0; i < BatchSizes[t]; i++, row++)
            {
                places[t * batch + _sorted[i]] = row;
                lengths[_sorted[i]]++;
            }
        // One more row, of padding, is what absent elements are taken from.
        Tensor filler = Tensor.Full(Data.Spec.With([1, .. Data.Shape[1..]]), padding);
        Tensor padded = Tensor.Cat([Data, filler]).IndexSelect(0, On(Data.Device, places)).Unflatten(0, steps, batch);
        return (batchFirst ? padded.Transpose(0, 1) : padded, lengths);
    }

    /// <summary>Other data of the same lengths.</summary>
    /// <exception cref="TensorException">It has another number of elements.</exception>
    public PackedSequence With(Tensor data) => data.Shape[0] == Data.Shape[0]
        ? new PackedSequence(data, [.. BatchSizes], _sorted)
        : throw new TensorException("packed", $"expected {Data.Shape[0]} elements, got shape {data.Shape}");

    /// <summary>A tensor's dimension in the order of <see cref="SortedIndices"/>.</summary>
    internal Tensor Sort(Tensor tensor, int dim) => tensor.IndexSelect(dim, On(tensor.Device, Array.ConvertAll(_sorted, i => (long)i)));

    /// <summary>A tensor's dimension back in the user's order.</summary>
    internal Tensor Unsort(Tensor tensor, int dim)
    {
        var back = new long[_sorted.Length];
        for (int i = 0; i < back.Length; i++)
            back[_sorted[i]] = i;
        return tensor.IndexSelect(dim, On(tensor.Device, back));
    }

    private static Tensor On(Device device, long[] values)
    {
        using Defaults.Restore restore = Defaults.On(device);
        return Tensor.From(values);
    }
}
