namespace Athanor.Training;

/// <summary>A true object.</summary>
internal readonly record struct CocoTruth(CocoRegion Region, double Area, bool Crowd);

/// <summary>A detection.</summary>
internal readonly record struct CocoDetection(CocoRegion Region, double Score);

/// <summary>
/// How the detections of an image fared, from the highest score down: at each overlap, whether one found an object, and whether it does not
/// count.
/// </summary>
internal sealed record CocoMatches(double[] Scores, bool[][] Found, bool[][] Ignored, int Objects);

/// <summary>What one image has of one category.</summary>
internal sealed class CocoImage
{
    public const int MostDetections = 100;
    private const int Overlaps = 10;
    private CocoDetection[] _ranked = [];
    private double[] _overlaps = [];

    public List<CocoTruth> Truths { get; } = [];

    public List<CocoDetection> Detections { get; } = [];

    /// <summary>The overlaps at which is measured, rounded as numpy.linspace(0.5, 0.95, 10) rounds them.</summary>
    public static double Threshold(int index) => index == Overlaps - 1 ? 0.95 : 0.5 + index * ((0.95 - 0.5) / (Overlaps - 1));

    /// <summary>Ranks the detections and measures their overlaps, which all sizes share.</summary>
    public void Prepare()
    {
        // OrderBy is stable: among equal scores the one added first goes first, as in the reference evaluation.
        _ranked = [.. Detections.OrderByDescending(d => d.Score).Take(MostDetections)];
        _overlaps = new double[_ranked.Length * Truths.Count];
        for (int d = 0; d < _ranked.Length; d++)
            for (int t = 0; t < Truths.Count; t++)
                _overlaps[d * Truths.Count + t] = _ranked[d].Region.Overlap(Truths[t].Region, Truths[t].Crowd);
    }

    /// <summary>
    /// Gives each detection, best first, the object it overlaps most that is not taken; one that does not count
    /// only where no other will do.
    /// </summary>
    /// <param name="low">The smallest area that counts.</param>
    /// <param name="high">The largest area that counts.</param>
    public CocoMatches Match(double low, double high)
    {
        bool[] outside = [.. Truths.Select(t => t.Crowd || t.Area < low || t.Area > high)];
        int[] order = [.. Enumerable.Range(0, outside.Length).OrderBy(t => outside[t])];
        var found = new bool[Overlaps][];
        var ignored = new bool[Overlaps][];
        for (int i = 0; i < Overlaps; i++)
        {
            found[i] = new bool[_ranked.Length];
            ignored[i] = new bool[_ranked.Length];
            var taken = new bool[outside.Length];
            for (int d = 0; d < _ranked.Length; d++)
            {
                int match = Best(d, Threshold(i), order, outside, taken);
                if (match >= 0)
                    taken[match] = found[i][d] = true;
                double area = _ranked[d].Region.Area;
                ignored[i][d] = match >= 0 ? outside[match] : area < low || area > high;
            }
        }
        return new CocoMatches([.. _ranked.Select(d => d.Score)], found, ignored, outside.Count(o => !o));
    }

    private int Best(int detection, double threshold, int[] order, bool[] outside, bool[] taken)
    {
        double best = Math.Min(threshold, 1 - 1e-10);
        int match = -1;
        foreach (int t in order)
        {
            if (taken[t] && !Truths[t].Crowd)
                continue;
            if (match >= 0 && !outside[match] && outside[t])
                break;
            double overlap = _overlaps[detection * Truths.Count + t];
            if (overlap < best)
                continue;
            best = overlap;
            match = t;
        }
        return match;
    }
}
