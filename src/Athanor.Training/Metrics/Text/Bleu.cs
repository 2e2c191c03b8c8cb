namespace Athanor.Training;

/// <summary>What BLEU does about n-grams none of which is found, in the words of sacrebleu (Post 2018).</summary>
public enum BleuSmoothing
{
    /// <summary>The score is 0.</summary>
    None,

    /// <summary>One is added to the counts of all orders above the first (Lin and Och 2004; sacrebleu's add-k with k = 1).</summary>
    AddOne,

    /// <summary>The m-th order without a match counts as 1 / 2ᵐ of a match (NIST's mteval; sacrebleu's default).</summary>
    Exp,
}

/// <summary>
/// BLEU of a corpus (Papineni et al. 2002): the geometric mean of the clipped precisions of n-grams, times a penalty for brevity against
/// the reference nearest in length. Texts come as tokens, for the score depends on how they were cut. From 0 to 1; others report 100 times
/// it.
/// </summary>
/// <param name="smoothing">What to do about orders without a match.</param>
/// <param name="order">The longest n-gram.</param>
public sealed class Bleu(BleuSmoothing smoothing = BleuSmoothing.Exp, int order = 4)
{
    private readonly long[] _matches = new long[order];
    private readonly long[] _totals = new long[order];
    private long _length;
    private long _referenceLength;

    /// <summary>How many tokens were added.</summary>
    public long Length => _length;

    /// <summary>How many tokens the nearest references have together.</summary>
    public long ReferenceLength => _referenceLength;

    /// <summary>exp(1 − r / c) where the corpus is shorter than its references, otherwise 1; 0 for an empty one.</summary>
    public double BrevityPenalty =>
        _length >= _referenceLength ? 1 : _length == 0 ? 0 : Math.Exp(1 - (double)_referenceLength / _length);

    /// <summary>The score of all that was added; NaN before anything was.</summary>
    public double Value
    {
        get
        {
            if (_length == 0 && _referenceLength == 0)
                return double.NaN;
            if (_matches.All(m => m == 0))
                return 0;
            double logs = 0;
            for (int n = 1; n <= order; n++)
            {
                double precision = Precision(n);
                if (precision == 0)
                    return 0;
                logs += Math.Log(precision);
            }
            return BrevityPenalty * Math.Exp(logs / order);
        }
    }

    /// <summary>The smoothed precision of n-grams.</summary>
    /// <param name="n">Their length, from 1.</param>
    public double Precision(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, order);
        int added = smoothing == BleuSmoothing.AddOne && n > 1 ? 1 : 0;
        double matches = _matches[n - 1] + added, total = _totals[n - 1] + added;
        if (total == 0)
            return 0;
        if (matches == 0 && smoothing == BleuSmoothing.Exp)
            matches = Math.Pow(0.5, _matches.AsSpan(0, n).Count(0L));
        return matches / total;
    }

    /// <summary>Takes in a text.</summary>
    /// <param name="hypothesis">Its tokens.</param>
    /// <param name="references">The tokens of the texts it could have been, at least one.</param>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public void Add(IReadOnlyList<string> hypothesis, params IReadOnlyList<IReadOnlyList<string>> references)
    {
        if (references.Count == 0)
            throw new ArgumentException("Expected at least one reference.", nameof(references));
        _length += hypothesis.Count;
        _referenceLength += references.Select(r => r.Count).OrderBy(c => Math.Abs(c - hypothesis.Count)).ThenBy(c => c).First();
        for (int n = 1; n <= order; n++)
        {
            Dictionary<NGrams.Run, int>[] allowed = [.. references.Select(r => NGrams.Count(r, n))];
            foreach ((NGrams.Run run, int count) in NGrams.Count(hypothesis, n))
            {
                _matches[n - 1] += Math.Min(count, allowed.Max(a => a.GetValueOrDefault(run)));
                _totals[n - 1] += count;
            }
        }
    }

    /// <summary>Forgets what was added.</summary>
    public void Reset()
    {
        Array.Clear(_matches);
        Array.Clear(_totals);
        (_length, _referenceLength) = (0, 0);
    }
}
