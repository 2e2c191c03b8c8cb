namespace Athanor.Training;

/// <summary>
/// Average precision: Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores from the highest down, without interpolation (scikit-learn's
/// <c>average_precision_score</c>). Not defined where there is no sample of the class.
/// </summary>
/// <param name="averaging">How more than two classes become one number.</param>
/// <param name="probabilities">Whether scores of several classes are probabilities already; otherwise softmax is taken.</param>
public sealed class PrecisionRecallArea(Averaging averaging = Averaging.Macro, bool probabilities = false)
    : RankedScores("pr_area", averaging, probabilities)
{
    private protected override double Area((double Score, bool Positive)[] samples)
    {
        double hits = 0, claims = 0, sum = 0;
        foreach ((int p, int n) in Steps(samples))
        {
            hits += p;
            claims += p + n;
            sum += p * hits / claims;
        }
        return hits > 0 ? sum / hits : double.NaN;
    }
}
