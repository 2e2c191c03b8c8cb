namespace Athanor.Training;

/// <summary>
/// The area under the curve of true against false positive rate: how often a sample of the class scores above one that is not, ties
/// counting half (Hanley and McNeil 1982). Not defined where samples of the class, or others, are missing.
/// </summary>
/// <param name="averaging">How more than two classes become one number.</param>
/// <param name="probabilities">Whether scores of several classes are probabilities already; otherwise softmax is taken.</param>
public sealed class RocArea(Averaging averaging = Averaging.Macro, bool probabilities = false)
    : RankedScores("roc_area", averaging, probabilities)
{
    private protected override double Area((double Score, bool Positive)[] samples)
    {
        double above = 0, won = 0, negatives = 0;
        foreach ((int p, int n) in Steps(samples))
        {
            won += n * (above + 0.5 * p);
            above += p;
            negatives += n;
        }
        return above > 0 && negatives > 0 ? won / (above * negatives) : double.NaN;
    }
}
