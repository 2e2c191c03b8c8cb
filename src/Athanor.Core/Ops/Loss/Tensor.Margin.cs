using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>max(0, −t(x − other) + margin) for targets t of 1 (x should rank higher) or −1.</summary>
    public Tensor MarginRankingLoss(Tensor other, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
        ByReduction((margin - target * (this - other)).Clamp(low: 0), reduction, "margin_ranking_loss");

    /// <summary>x where the target is 1, max(0, margin − x) where it is −1.</summary>
    public Tensor HingeEmbeddingLoss(Tensor target, double margin = 1, Reduction reduction = Reduction.Mean)
    {
        Tensor far = (margin - this).Clamp(low: 0), zero = Zeros(new TensorSpec(Shape.Scalar, DType, Device));
        Tensor loss = Where(target.NotEqualTo(1), far, zero) + Where(target.NotEqualTo(-1), this, zero);
        return ByReduction(loss, reduction, "hinge_embedding_loss");
    }

    /// <summary>Σ max(0, margin − x[target] + x[i])^p / C over the other classes i of (N, C) or (C), times the target's weight.</summary>
    /// <exception cref="TensorException">A label is no class, or shapes do not fit.</exception>
    public Tensor MultiMarginLoss(Tensor target, int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        Tensor x = Rank switch
        {
            2 => this,
            0 or 1 => Reshape(1, -1),
            _ => throw new TensorException("multi_margin_loss", $"expected (N, C) or (C), got {Shape}"),
        };
        Tensor labels = target.Reshape(-1);
        x.CheckLabels("multi_margin_loss", labels, weight, 1);
        if (labels.Device.Kind == DeviceKind.Cpu)
            Labels.Check("multi_margin_loss", labels, x.Shape[1], null);
        Tensor column = labels.Unsqueeze(1);
        Tensor loss = (margin - x.Gather(1, column) + x).Clamp(low: 0);
        if (p != 1)
            loss = loss.Pow(p);
        if (weight is not null)
            loss = loss * weight.IndexSelect(0, labels).Unsqueeze(1);
        Tensor others = Arange(x.Shape[1]).To(Device).Unsqueeze(0).NotEqualTo(column).To(loss.DType);
        loss = (loss * others).Sum(1) / (double)x.Shape[1];
        return ByReduction(target.Rank == 0 ? loss.Squeeze(0) : loss, reduction, "multi_margin_loss");
    }

    /// <summary>
    /// Σ max(0, 1 − x[j] + x[i]) / C over labels j and other classes i of (N, C) or (C); a row's labels end at its first −1.
    /// </summary>
    /// <exception cref="TensorException">The labels have another shape.</exception>
    public Tensor MultilabelMarginLoss(Tensor target, Reduction reduction = Reduction.Mean)
    {
        if (target.Shape != Shape || Rank > 2 || target.DType != DType.Int64)
            throw new TensorException("multilabel_margin_loss", $"expected int64 labels of the input's shape (N, C) or (C), got {target.Spec} for {Shape}");
        Tensor x = Rank < 2 ? Reshape(1, -1) : this, labels = Rank < 2 ? target.Reshape(1, -1) : target;
        int classes = x.Shape[1];
        Tensor ends = labels < 0;
        Tensor first = Where(ends.Any([1], keepDim: true), ends.To(Athanor.DType.Int64).ArgMax(1, keepDim: true), Full(new TensorSpec(Shape.Scalar, Athanor.DType.Int64, Device), classes));
        Tensor valid = Arange(classes).To(Device).Unsqueeze(0) < first;
        Tensor safe = Where(valid, labels, labels.ZerosLike());
        Tensor isLabel = labels.ZerosLike().ScatterAdd(1, safe, valid.To(Athanor.DType.Int64)) > 0;
        Tensor pairs = (1.0 - x.Gather(1, safe).Unsqueeze(2) + x.Unsqueeze(1)).Clamp(low: 0);
        Tensor counts = valid.Unsqueeze(2).LogicalAnd(isLabel.LogicalNot().Unsqueeze(1)).To(x.DType);
        Tensor loss = (pairs * counts).Sum([1, 2]) / (double)classes;
        return ByReduction(Rank < 2 ? loss.Squeeze(0) : loss, reduction, "multilabel_margin_loss");
    }

    /// <summary>1 − cos of the angle between rows where the target is 1, max(0, cos − margin) where it is −1.</summary>
    public Tensor CosineEmbeddingLoss(Tensor other, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
    {
        const double eps = 1e-12;
        Tensor cos = (this * other).Sum(-1) / ((Square().Sum(-1) + eps) * (other.Square().Sum(-1) + eps)).Sqrt();
        Tensor zero = Zeros(new TensorSpec(Shape.Scalar, cos.DType, Device));
        Tensor loss = Where(target.EqualTo(1), 1.0 - cos, zero) + Where(target.EqualTo(-1), (cos - margin).Clamp(low: 0), zero);
        return ByReduction(loss, reduction, "cosine_embedding_loss");
    }

    /// <summary>x · other / (|x| |other|) along a dimension, norms not below ε; shapes broadcast.</summary>
    public Tensor CosineSimilarity(Tensor other, int dim = 1, double eps = 1e-8)
    {
        Shape shape = Shape.Broadcast(Shape, other.Shape, "cosine_similarity");
        Tensor a = Expand(shape), b = other.Expand(shape);
        return ((a / a.PowerNorm(2, dim, true).Clamp(low: eps)) * (b / b.PowerNorm(2, dim, true).Clamp(low: eps))).Sum(dim);
    }

    /// <summary>The p-norm of x − other + ε along the last dimension; shapes broadcast.</summary>
    public Tensor PairwiseDistance(Tensor other, double p = 2, double eps = 1e-6, bool keepDim = false) => (this - other + eps).PowerNorm(p, -1, keepDim);

    /// <summary>
    /// max(0, d(x, positive) − d(x, negative) + margin) with the p-norm's distance; <paramref name="swap"/> takes the distance of positive and
    /// negative where that is less (Balntas et al. 2016).
    /// </summary>
    public Tensor TripletMarginLoss(
        Tensor positive, Tensor negative, double margin = 1, double p = 2, double eps = 1e-6, bool swap = false, Reduction reduction = Reduction.Mean)
    {
        Tensor near = PairwiseDistance(positive, p, eps), far = PairwiseDistance(negative, p, eps);
        if (swap)
            far = Minimum(far, positive.PairwiseDistance(negative, p, eps));
        return ByReduction((near - far + margin).Clamp(low: 0), reduction, "triplet_margin_loss");
    }

    /// <summary>x divided by its p-norm along a dimension, which is not taken below ε.</summary>
    public Tensor Normalize(double p = 2, int dim = 1, double eps = 1e-12) => this / PowerNorm(p, dim, true).Clamp(low: eps);

    /// <summary>(Σ |x|^p)^(1/p) along a dimension, of slope 0 where all is 0.</summary>
    private Tensor PowerNorm(double p, int dim, bool keepDim)
    {
        if (p == 1)
            return Abs().Sum(dim, keepDim);
        if (double.IsPositiveInfinity(p))
            return Abs().Amax([dim], keepDim);
        if (p == 0)
            return NotEqualTo(0).To(DType).Sum(dim, keepDim);
        Tensor sum = (p == 2 ? Square() : Abs().Pow(p)).Sum(dim, keepDim);
        Tensor zero = sum.EqualTo(0);
        Tensor safe = Where(zero, sum.OnesLike(), sum);
        return Where(zero, sum.ZerosLike(), p == 2 ? safe.Sqrt() : safe.Pow(1 / p));
    }
}
