namespace Athanor.Conformance.Operators;

/// <summary>Losses.</summary>
internal static class Losses
{
    private const string F = "nn.functional.";

    public static void Register(OperatorTable table)
    {
        Differences(table);
        Classes(table);
        Probabilities(table);
        Margins(table);
    }

    private static void Differences(OperatorTable table)
    {
        table.Add(F + "mse_loss", a => a.X.MseLoss(a.T(1, "target"), Reduce(a)));
        table.Add(F + "l1_loss", a => a.X.L1Loss(a.T(1, "target"), Reduce(a)));
        table.Add(F + "smooth_l1_loss", a => a.X.SmoothL1Loss(a.T(1, "target"), a.Float(-1, "beta", 1), Reduce(a)));
        table.Add(F + "huber_loss", a => a.X.HuberLoss(a.T(1, "target"), a.Float(-1, "delta", 1), Reduce(a)));
        table.Add(F + "gaussian_nll_loss", a =>
            a.X.GaussianNllLoss(a.T(1, "target"), a.Operand(2, "var"), a.Bool(-1, "full"), a.Float(-1, "eps", 1e-6), Reduce(a)));
        table.Add(F + "poisson_nll_loss", a =>
            a.X.PoissonNllLoss(a.T(1, "target"), a.Bool(-1, "log_input", true), a.Bool(-1, "full"), a.Float(-1, "eps", 1e-8), Reduce(a)));
    }

    private static void Classes(OperatorTable table)
    {
        table.Add(F + "cross_entropy", a => a.X.CrossEntropy(
            a.T(1, "target"), a.TOr(2, "weight"), a.Int(-1, "ignore_index", -100), a.Float(-1, "label_smoothing", 0), Reduce(a)));
        table.Add(F + "nll_loss", a => a.X.NllLoss(a.T(1, "target"), a.TOr(2, "weight"), a.Int(-1, "ignore_index", -100), Reduce(a)));
        table.Add(F + "multi_margin_loss", a =>
            a.X.MultiMarginLoss(a.T(1, "target"), a.Int(-1, "p", 1), a.Float(-1, "margin", 1), a.TOr(-1, "weight"), Reduce(a)));
        table.Add(F + "multilabel_margin_loss", a => a.X.MultilabelMarginLoss(a.T(1, "target"), Reduce(a)));
        table.Add(F + "multilabel_soft_margin_loss", a => a.X.MultilabelSoftMarginLoss(a.T(1, "target"), a.TOr(-1, "weight"), Reduce(a)));
    }

    private static void Probabilities(OperatorTable table)
    {
        table.Add(F + "binary_cross_entropy", a => a.X.BinaryCrossEntropy(a.T(1, "target"), a.TOr(2, "weight"), Reduce(a)));
        table.Add(F + "binary_cross_entropy_with_logits", a =>
            a.X.BinaryCrossEntropyWithLogits(a.T(1, "target"), a.TOr(2, "weight"), a.TOr(-1, "pos_weight"), Reduce(a)));
        table.Add(F + "kl_div", a => a.X.KlDiv(a.T(1, "target"), a.Bool(-1, "log_target"), Reduce(a)));
        table.Add(F + "soft_margin_loss", a => a.X.SoftMarginLoss(a.T(1, "target"), Reduce(a)));
    }

    private static void Margins(OperatorTable table)
    {
        table.Add(F + "hinge_embedding_loss", a => a.X.HingeEmbeddingLoss(a.T(1, "target"), a.Float(-1, "margin", 1), Reduce(a)));
        table.Add(F + "margin_ranking_loss", a => a.X.MarginRankingLoss(a.T(1, "input2"), a.T(2, "target"), a.Float(-1, "margin", 0), Reduce(a)));
        table.Add(F + "cosine_embedding_loss", a => a.X.CosineEmbeddingLoss(a.T(1, "input2"), a.T(2, "target"), a.Float(-1, "margin", 0), Reduce(a)));
        table.Add(F + "triplet_margin_loss", a => a.X.TripletMarginLoss(
            a.T(1, "positive"), a.T(2, "negative"), a.Float(-1, "margin", 1), a.Float(-1, "p", 2), a.Float(-1, "eps", 1e-6), a.Bool(-1, "swap"), Reduce(a)));
        table.Add(F + "cosine_similarity", a => a.X.CosineSimilarity(a.T(1, "x2"), a.Int(2, "dim", 1), a.Float(3, "eps", 1e-8)));
        table.Add(F + "pairwise_distance", a => a.X.PairwiseDistance(a.T(1, "x2"), a.Float(2, "p", 2), a.Float(3, "eps", 1e-6), a.Bool(4, "keepdim")));
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
