using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// The cross entropy of logits (N, C), (N, C, d…) or (C) with class indices (int64, without the C dimension) or class probabilities (of
    /// the logits' shape).
    /// </summary>
    /// <param name="target">The classes or their probabilities.</param>
    /// <param name="weight">A weight for each class.</param>
    /// <param name="ignoreIndex">Targets of this value count nowhere.</param>
    /// <param name="labelSmoothing">The share of the target that is spread evenly over all classes (Szegedy et al. 2016).</param>
    /// <param name="reduction">The mean is weighted by the targets' weights.</param>
    /// <exception cref="TensorException">A label is no class, or shapes do not fit.</exception>
    public Tensor CrossEntropy(
        Tensor target, Tensor? weight = null, long ignoreIndex = -100, double labelSmoothing = 0, Reduction reduction = Reduction.Mean)
    {
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
            throw new TensorException("cross_entropy", $"label smoothing must be between 0 and 1, got {labelSmoothing}");
        int dim = ClassDim("cross_entropy");
        if (target.DType == Athanor.DType.Int64 && (weight is null || labelSmoothing == 0) && Shape[dim] > 0)
            return RowLoss(target, weight, ignoreIndex, labelSmoothing, reduction, dim);
        Tensor log = LogSoftmax(dim);
        if (target.DType.IsFloating())
            return log.ProbabilityLoss(target, weight, labelSmoothing, reduction, dim);
        Tensor loss = log.NllLoss(target, weight, ignoreIndex, reduction);
        return labelSmoothing == 0 ? loss : loss * (1 - labelSmoothing) + log.SmoothLoss(target, weight, ignoreIndex, reduction, dim) * (labelSmoothing / Shape[dim]);
    }

    /// <summary>
    /// The negative of the log probabilities (N, C), (N, C, d…) or (C) at the target classes (int64, without the C dimension).
    /// </summary>
    /// <param name="target">The classes.</param>
    /// <param name="weight">A weight for each class.</param>
    /// <param name="ignoreIndex">Targets of this value count nowhere.</param>
    /// <param name="reduction">The mean is weighted by the targets' weights.</param>
    /// <exception cref="TensorException">A label is no class, or shapes do not fit.</exception>
    public Tensor NllLoss(Tensor target, Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean)
    {
        int dim = ClassDim("nll_loss");
        (Tensor picked, Tensor factor) = Picked(target, weight, ignoreIndex, dim);
        Tensor loss = -(picked * factor);
        return reduction switch
        {
            Reduction.None => loss,
            Reduction.Sum => loss.Sum(),
            _ => loss.Sum() / factor.Sum(),
        };
    }

    /// <summary>Rows of classes in one pass each way.</summary>
    private Tensor RowLoss(Tensor target, Tensor? weight, long ignoreIndex, double labelSmoothing, Reduction reduction, int dim)
    {
        CheckLabels("cross_entropy", target, weight, dim);
        Tensor labels = target.Reshape(-1);
        Tensor rows = (dim == 0 ? Unsqueeze(0) : Rank == 2 ? this : MoveDim(1, -1)).Reshape(checked((int)labels.Count), Shape[dim]);
        Tensor loss = ApplyMany(new RowCrossEntropy(ignoreIndex, labelSmoothing), rows, labels)[0];
        Tensor factor = Factors(labels, weight, ignoreIndex);
        if (weight is not null)
            loss = loss * factor;
        return reduction switch
        {
            Reduction.None => loss.Reshape(target.Shape),
            Reduction.Sum => loss.Sum(),
            _ => loss.Sum() / factor.Sum(),
        };
    }

    /// <summary>Each label's weight: 0 where it is ignored.</summary>
    private Tensor Factors(Tensor labels, Tensor? weight, long ignoreIndex)
    {
        Tensor counts = labels.NotEqualTo(ignoreIndex);
        Tensor factor = counts.To(DType);
        return weight is null ? factor : factor * weight.To(DType).IndexSelect(0, Where(counts, labels, labels.ZerosLike()).Reshape(-1)).Reshape(labels.Shape);
    }

    /// <summary>The dimension of the classes: the second, or the first of a vector.</summary>
    private int ClassDim(string op) => Rank switch
    {
        0 => throw new TensorException(op, "expected (N, C, …) or (C), got a scalar"),
        1 => 0,
        _ => 1,
    };

    /// <summary>The elements at the targets (0 where one is ignored), and each target's weight.</summary>
    private (Tensor Picked, Tensor Factor) Picked(Tensor target, Tensor? weight, long ignoreIndex, int dim)
    {
        CheckLabels("nll_loss", target, weight, dim);
        if (target.Device.Kind == DeviceKind.Cpu)
            Labels.Check("nll_loss", target, Shape[dim], ignoreIndex);
        Tensor counts = target.NotEqualTo(ignoreIndex);
        Tensor safe = Where(counts, target, target.ZerosLike());
        Tensor picked = Gather(dim, safe.Unsqueeze(dim)).Squeeze(dim);
        return (Where(counts, picked, picked.ZerosLike()), Factors(target, weight, ignoreIndex));
    }

    private void CheckLabels(string op, Tensor target, Tensor? weight, int dim)
    {
        Shape expected = dim == 0 ? Shape.Scalar : new Shape([Shape[0], .. Shape.Dims[2..]]);
        if (target.DType != Athanor.DType.Int64)
            throw new TensorException(op, $"class labels must be int64, got {target.DType.Name()}");
        if (target.Shape != expected)
            throw new TensorException(op, $"for input {Shape} the labels must have shape {expected}, got {target.Shape}");
        if (weight is not null && (weight.Rank != 1 || weight.Shape[0] != Shape[dim]))
            throw new TensorException(op, $"expected a weight for each of {Shape[dim]} classes, got shape {weight.Shape}");
    }

    /// <summary>Minus the log probabilities' sum over classes, weighted, as label smoothing adds it.</summary>
    private Tensor SmoothLoss(Tensor target, Tensor? weight, long ignoreIndex, Reduction reduction, int dim)
    {
        Tensor counts = target.NotEqualTo(ignoreIndex).To(DType);
        Tensor log = weight is null ? this : this * (dim == 0 ? weight : PerChannel(weight, Rank));
        Tensor loss = -(log.Sum(dim) * counts);
        return reduction switch
        {
            Reduction.None => loss,
            Reduction.Sum => loss.Sum(),
            _ => loss.Sum() / (weight is null ? counts.Sum() : Picked(target, weight, ignoreIndex, dim).Factor.Sum()),
        };
    }

    private Tensor ProbabilityLoss(Tensor target, Tensor? weight, double labelSmoothing, Reduction reduction, int dim)
    {
        if (target.Shape != Shape)
            throw new TensorException("cross_entropy", $"class probabilities must have the logits' shape {Shape}, got {target.Shape}");
        Tensor smooth = labelSmoothing == 0 ? target : target * (1 - labelSmoothing) + labelSmoothing / Shape[dim];
        Tensor product = this * smooth;
        if (weight is not null)
            product = product * (dim == 0 ? weight : PerChannel(weight, Rank));
        return reduction switch
        {
            Reduction.None => -product.Sum(dim),
            Reduction.Sum => -product.Sum(),
            _ => -(product.Sum() / ((double)Count / Shape[dim])),
        };
    }
}
