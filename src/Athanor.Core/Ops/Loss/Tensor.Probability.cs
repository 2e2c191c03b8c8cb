using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>−(t ln x + (1 − t) ln(1 − x)) of probabilities x; logarithms are not below −100.</summary>
    public Tensor BinaryCrossEntropy(Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        if (target.Shape != Shape)
            throw new TensorException("binary_cross_entropy", $"the target must have shape {Shape}, got {target.Shape}");
        Tensor loss = Apply(new Binary<BinaryCrossEntropy>(default), this, target);
        return ByReduction(weight is null ? loss : loss * weight, reduction, "binary_cross_entropy");
    }

    /// <summary>The binary cross entropy of σ(x), without overflow; <paramref name="positiveWeight"/> multiplies what positive targets cost.</summary>
    public Tensor BinaryCrossEntropyWithLogits(Tensor target, Tensor? weight = null, Tensor? positiveWeight = null, Reduction reduction = Reduction.Mean)
    {
        if (target.Shape != Shape)
            throw new TensorException("binary_cross_entropy_with_logits", $"the target must have shape {Shape}, got {target.Shape}");
        Tensor log = LogSigmoid();
        if (positiveWeight is not null)
            log = log * ((positiveWeight - 1.0) * target + 1.0);
        Tensor loss = (1.0 - target) * this - log;
        return ByReduction(weight is null ? loss : loss * weight, reduction, "binary_cross_entropy_with_logits");
    }

    /// <summary>
    /// The Kullback-Leibler divergence of target probabilities (or, by <paramref name="logTarget"/>, their logarithms) from log probabilities:
    /// t (ln t − x). <see cref="Reduction.BatchMean"/> is the mathematical mean over the first dimension.
    /// </summary>
    public Tensor KlDiv(Tensor target, bool logTarget = false, Reduction reduction = Reduction.Mean)
    {
        Tensor loss = logTarget ? target.Exp() * (target - this) : target.XLogY(target) - target * this;
        return reduction == Reduction.BatchMean ? loss.Sum() / (double)Math.Max(1, Rank > 0 ? Shape[0] : 1) : ByReduction(loss, reduction, "kl_div");
    }

    /// <summary>ln(1 + e^(−t x)) for targets t of 1 or −1.</summary>
    public Tensor SoftMarginLoss(Tensor target, Reduction reduction = Reduction.Mean) => ByReduction(-(this * target).LogSigmoid(), reduction, "soft_margin_loss");

    /// <summary>The binary cross entropy of σ(x) with several labels, averaged over the last dimension's classes.</summary>
    public Tensor MultilabelSoftMarginLoss(Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        Tensor loss = -(target * LogSigmoid() + (1.0 - target) * (-this).LogSigmoid());
        return ByReduction((weight is null ? loss : loss * weight).Mean(-1), reduction, "multilabel_soft_margin_loss");
    }

    /// <summary>
    /// The focal loss of logits and binary targets: α(1 − p)^γ times the binary cross entropy, p the probability of what is true, so that
    /// easy examples count less (Lin et al. 2017). A negative α weighs nothing.
    /// </summary>
    public Tensor SigmoidFocalLoss(Tensor target, double alpha = 0.25, double gamma = 2, Reduction reduction = Reduction.Mean)
    {
        Tensor p = Sigmoid();
        Tensor loss = BinaryCrossEntropyWithLogits(target, reduction: Reduction.None) * (p + target - p * target * 2.0).Pow(gamma);
        if (alpha >= 0)
            loss = loss * (target * (2 * alpha - 1) + (1 - alpha));
        return ByReduction(loss, reduction, "sigmoid_focal_loss");
    }

    /// <summary>
    /// The focal loss of logits (N, C, …) and class indices: (1 − p)^γ times the cross entropy, p the softmax at the class (Lin et al. 2017).
    /// </summary>
    /// <param name="target">The classes, int64.</param>
    /// <param name="weight">A weight α for each class.</param>
    /// <param name="gamma">How much less easy examples count.</param>
    /// <param name="ignoreIndex">Targets of this value cost nothing, but count in the mean.</param>
    /// <param name="reduction">What becomes of the single losses.</param>
    public Tensor SoftmaxFocalLoss(Tensor target, Tensor? weight = null, double gamma = 2, long ignoreIndex = -100, Reduction reduction = Reduction.Mean)
    {
        Tensor log = LogSoftmax(ClassDim("softmax_focal_loss"));
        Tensor plain = log.NllLoss(target, null, ignoreIndex, Reduction.None);
        Tensor loss = weight is null ? plain : log.NllLoss(target, weight, ignoreIndex, Reduction.None);
        return ByReduction(loss * (1.0 - (-plain).Exp()).Pow(gamma), reduction, "softmax_focal_loss");
    }
}
