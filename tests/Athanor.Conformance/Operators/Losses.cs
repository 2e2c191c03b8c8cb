namespace Athanor.Conformance.Operators;

/// <summary>Losses.</summary>
internal static class Losses
{
    private const string F = "nn.functional.";

    public static void Register(OperatorTable table)
    {
        table.Add(F + "cross_entropy", a => a.X.CrossEntropy(
            a.T(1, "target"), a.TOr(2, "weight"), a.Int(-1, "ignore_index", -100), a.Float(-1, "label_smoothing", 0), Reduce(a)));
        table.Add(F + "nll_loss", a => a.X.NllLoss(a.T(1, "target"), a.TOr(2, "weight"), a.Int(-1, "ignore_index", -100), Reduce(a)));
    }

    /// <summary>How a loss is reduced.</summary>
    public static Reduction Reduce(Args a) => a.Text(-1, "reduction", "mean") switch
    {
        "mean" => Reduction.Mean,
        "sum" => Reduction.Sum,
        "none" => Reduction.None,
        "batchmean" => Reduction.BatchMean,
        var other => throw new FormatException($"unknown reduction {other}"),
    };
}
