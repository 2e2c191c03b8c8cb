namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// 1 − (2 Σ p t + s) / (Σ p + Σ t + s) of probabilities p and a target t of the same shape: how little two regions overlap (Milletari et
    /// al. 2016, with sums instead of squares). Sums run as in <see cref="TverskyLoss"/>.
    /// </summary>
    /// <param name="target">What is true, between 0 and 1.</param>
    /// <param name="smooth">s, which decides where both regions are empty.</param>
    /// <param name="reduction">What becomes of the single losses.</param>
    /// <exception cref="TensorException">The shapes differ.</exception>
    public Tensor DiceLoss(Tensor target, double smooth = 1e-5, Reduction reduction = Reduction.Mean) =>
        Overlap("dice_loss", target, 0.5, 0.5, smooth / 2, reduction);

    /// <summary>
    /// 1 − (TP + s) / (TP + α FP + β FN + s) of probabilities and a target of the same shape (Salehi et al. 2017): with β above α what is
    /// missed costs more than what is wrongly found. α = β = ½ is the Dice loss, α = β = 1 that of the Jaccard index. There is one loss for
    /// each channel of each sample of (N, C, spatial…), for each row of (N, P), or for a vector.
    /// </summary>
    /// <param name="target">What is true, between 0 and 1.</param>
    /// <param name="alpha">What false positives weigh.</param>
    /// <param name="beta">What false negatives weigh.</param>
    /// <param name="smooth">s, which decides where both regions are empty.</param>
    /// <param name="reduction">What becomes of the single losses.</param>
    /// <exception cref="TensorException">The shapes differ.</exception>
    public Tensor TverskyLoss(Tensor target, double alpha = 0.3, double beta = 0.7, double smooth = 1e-5, Reduction reduction = Reduction.Mean) =>
        Overlap("tversky_loss", target, alpha, beta, smooth, reduction);

    private Tensor Overlap(string op, Tensor target, double alpha, double beta, double smooth, Reduction reduction)
    {
        if (target.Shape != Shape || Rank == 0)
            throw new TensorException(op, $"expected a target of the input's shape, at least a vector, got {target.Shape} for {Shape}");
        int first = Math.Min(Rank - 1, 2);
        Tensor p = Flatten(first), t = target.To(DType).Flatten(first);
        Tensor both = (p * t).Sum(-1), wrong = p.Sum(-1) - both, missed = t.Sum(-1) - both;
        Tensor index = (both + smooth) / (both + wrong * alpha + missed * beta + smooth);
        return ByReduction(1.0 - index, reduction, op);
    }
}
