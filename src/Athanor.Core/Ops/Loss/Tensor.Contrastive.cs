using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// (1 − y) ½ D² + y ½ max(0, margin − D)² with the distance D of rows (…, features): pairs with y = 0 are similar and drawn together,
    /// those with y = 1 are pushed apart (Hadsell, Chopra and LeCun 2006).
    /// </summary>
    /// <param name="other">The other rows, of the same shape.</param>
    /// <param name="target">y for each row.</param>
    /// <param name="margin">The distance that is enough for what is not similar.</param>
    /// <param name="reduction">What becomes of the single losses.</param>
    /// <exception cref="TensorException">Shapes do not fit.</exception>
    public Tensor ContrastiveLoss(Tensor other, Tensor target, double margin = 1, Reduction reduction = Reduction.Mean)
    {
        if (Rank == 0 || other.Shape != Shape || target.Shape != Shape[..^1])
            throw new TensorException("contrastive_loss", $"expected two tensors (…, features) of one shape and a target (…), got {Shape}, {other.Shape} and {target.Shape}");
        Tensor difference = this - other, y = target.To(difference.DType);
        Tensor apart = (margin - difference.PowerNorm(2, -1, false)).Clamp(low: 0).Square();
        return ByReduction(((1.0 - y) * difference.Square().Sum(-1) + y * apart) * 0.5, reduction, "contrastive_loss");
    }

    /// <summary>
    /// The contrast of two views (N, D) of the same N examples: the cross entropy of finding a row's partner among all rows of the other view
    /// by cosine similarity over a temperature (van den Oord et al. 2018).
    /// </summary>
    /// <param name="other">The other view, (N, D).</param>
    /// <param name="temperature">What similarities are divided by.</param>
    /// <param name="symmetric">
    /// Whether both views look for their partners, among the 2N − 1 other rows of both: the NT-Xent loss (Chen et al. 2020). There are then 2N
    /// single losses.
    /// </param>
    /// <param name="reduction">What becomes of the single losses.</param>
    /// <exception cref="TensorException">Shapes do not fit, or the temperature is not positive.</exception>
    public Tensor InfoNce(Tensor other, double temperature = 0.1, bool symmetric = false, Reduction reduction = Reduction.Mean)
    {
        if (Rank != 2 || other.Shape != Shape)
            throw new TensorException("info_nce", $"expected two views (N, D) of one shape, got {Shape} and {other.Shape}");
        if (!(temperature > 0))
            throw new TensorException("info_nce", $"the temperature must be positive, got {temperature}");
        int n = Shape[0];
        Tensor own = Normalize(), partners = other.Normalize(), places = Arange(0, n).To(Device);
        if (!symmetric)
            return (own.MatMul(partners.MT) / temperature).CrossEntropy(places, reduction: reduction);
        Tensor all = Cat([own, partners]);
        Tensor logits = (all.MatMul(all.MT) / temperature).MaskedFill(Eye(2 * n).To(Athanor.DType.Bool).To(Device), double.NegativeInfinity);
        return logits.LogSoftmax(1).NllLoss(Cat([places + n, places]), reduction: reduction);
    }
}
