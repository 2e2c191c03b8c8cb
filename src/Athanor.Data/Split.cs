namespace Athanor.Data;

/// <summary>
/// Divides samples into a training and a held-out part. The same seed gives the same parts, always: indices in ascending order are shuffled
/// by Fisher and Yates with SplitMix64, the first of them are held out, and both parts are returned in ascending order.
/// </summary>
public static class Split
{
    /// <summary>A split that takes no notice of classes.</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="heldOut">The share to hold out, 0 to 1; the number is rounded to the nearest, halves up.</param>
    /// <param name="seed">The seed of the shuffle.</param>
    /// <returns>Indices into the samples; each index is in exactly one part.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or the share is not within 0 to 1.</exception>
    public static (int[] Train, int[] HeldOut) Random(int count, double heldOut, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int held = Share(count, heldOut);
        var generator = new SplitMix64(seed);
        var order = Enumerable.Range(0, count).ToArray();
        generator.Shuffle(order);
        return Parts(order, held);
    }

    /// <summary>
    /// A split that holds out the same share of each class. Classes are shuffled in ascending order with one generator; where shares are
    /// not whole, the classes with the largest remainders hold out one more (of equals the smaller class number), so that the total is
    /// right.
    /// </summary>
    /// <param name="labels">A class for each sample.</param>
    /// <param name="heldOut">The share to hold out, 0 to 1; the total is rounded to the nearest, halves up.</param>
    /// <param name="seed">The seed of the shuffle.</param>
    /// <returns>Indices into the samples; each index is in exactly one part.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static (int[] Train, int[] HeldOut) Stratified(int[] labels, double heldOut, ulong seed)
    {
        int total = Share(labels.Length, heldOut);
        var groups = Enumerable.Range(0, labels.Length).GroupBy(i => labels[i]).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        var quota = groups.Select(g => (int)(g.Length * heldOut)).ToArray();
        var byRemainder = Enumerable.Range(0, groups.Length).OrderByDescending(i => groups[i].Length * heldOut - quota[i]).ToArray();
        int left = total - quota.Sum();
        for (int i = 0; i < left; i++)
            quota[byRemainder[i]]++;

        var generator = new SplitMix64(seed);
        List<int> train = [], held = [];
        for (int i = 0; i < groups.Length; i++)
        {
            generator.Shuffle(groups[i]);
            held.AddRange(groups[i][..quota[i]]);
            train.AddRange(groups[i][quota[i]..]);
        }
        train.Sort();
        held.Sort();
        return ([.. train], [.. held]);
    }

    private static int Share(int count, double share)
    {
        if (!(share >= 0 && share <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "the share to hold out is within 0 to 1");
        return (int)Math.Floor(count * share + 0.5);
    }

    private static (int[] Train, int[] HeldOut) Parts(int[] order, int held)
    {
        int[] first = order[..held], rest = order[held..];
        Array.Sort(first);
        Array.Sort(rest);
        return (rest, first);
    }
}
