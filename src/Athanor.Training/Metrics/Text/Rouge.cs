namespace Athanor.Training;

/// <summary>
/// ROUGE (Lin 2004), the measure of summaries: F1 of the overlap in tokens, in pairs of tokens, and in the longest common subsequence; the
/// mean over texts. Texts come as tokens, lower-cased and stemmed or not as the caller likes.
/// </summary>
public sealed class Rouge
{
    private double _one;
    private double _two;
    private double _longest;
    private long _count;

    /// <summary>F1 of the overlap in tokens; NaN before anything was added.</summary>
    public double Rouge1 => _count > 0 ? _one / _count : double.NaN;

    /// <summary>F1 of the overlap in pairs of neighbours; NaN before anything was added.</summary>
    public double Rouge2 => _count > 0 ? _two / _count : double.NaN;

    /// <summary>F1 of the longest common subsequence; NaN before anything was added.</summary>
    public double RougeL => _count > 0 ? _longest / _count : double.NaN;

    /// <summary>As <see cref="RougeL"/>.</summary>
    public double Value => RougeL;

    /// <summary>Takes in a text and what it should have been, as tokens.</summary>
    public void Add(IReadOnlyList<string> hypothesis, IReadOnlyList<string> reference)
    {
        _one += Overlap(hypothesis, reference, 1);
        _two += Overlap(hypothesis, reference, 2);
        _longest += Harmonic(Common(hypothesis, reference), hypothesis.Count, reference.Count);
        _count++;
    }

    /// <summary>Forgets what was added.</summary>
    public void Reset() => (_one, _two, _longest, _count) = (0, 0, 0, 0);

    private static double Overlap(IReadOnlyList<string> hypothesis, IReadOnlyList<string> reference, int n)
    {
        Dictionary<NGrams.Run, int> wanted = NGrams.Count(reference, n);
        double common = NGrams.Count(hypothesis, n).Sum(pair => Math.Min(pair.Value, wanted.GetValueOrDefault(pair.Key)));
        return Harmonic(common, hypothesis.Count - n + 1, reference.Count - n + 1);
    }

    private static double Harmonic(double common, int found, int wanted) => common > 0 ? 2 * common / (found + wanted) : 0;

    private static int Common(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        var row = new int[b.Count + 1];
        foreach (string token in a)
        {
            int corner = 0;
            for (int j = 1; j < row.Length; j++)
                (corner, row[j]) = (row[j], token == b[j - 1] ? corner + 1 : Math.Max(row[j], row[j - 1]));
        }
        return row[^1];
    }
}
