namespace Athanor.Nn;

/// <summary>Minus the log softmax of scores (N, C, …) at the target classes (N, …), or against target probabilities.</summary>
/// <param name="weight">The classes' weights.</param>
/// <param name="ignoreIndex">A target that does not count.</param>
/// <param name="labelSmoothing">The share of each target spread over all classes.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class CrossEntropyLoss(
    Tensor? weight = null, long ignoreIndex = -100, double labelSmoothing = 0,
    Reduction reduction = Reduction.Mean)
    : Loss(reduction)
{
    /// <summary>The classes' weights.</summary>
    public Tensor? Weight { get; } = weight;

    /// <summary>A target that does not count.</summary>
    public long IgnoreIndex { get; } = ignoreIndex;

    /// <summary>The share of each target spread over all classes.</summary>
    public double LabelSmoothing { get; } = labelSmoothing;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.CrossEntropy(target, Weight, IgnoreIndex, LabelSmoothing, Reduction);
}

/// <summary>Minus log probabilities (N, C, …) at the target classes (N, …).</summary>
/// <param name="weight">The classes' weights.</param>
/// <param name="ignoreIndex">A target that does not count.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class NllLoss(Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The classes' weights.</summary>
    public Tensor? Weight { get; } = weight;

    /// <summary>A target that does not count.</summary>
    public long IgnoreIndex { get; } = ignoreIndex;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.NllLoss(target, Weight, IgnoreIndex, Reduction);
}

/// <summary>The margins by which other classes come near the target class; (N, C) and (N).</summary>
/// <param name="p">The power of margins: 1 or 2.</param>
/// <param name="margin">The margin wanted.</param>
/// <param name="weight">The classes' weights.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class MultiMarginLoss(
    int p = 1, double margin = 1, Tensor? weight = null,
    Reduction reduction = Reduction.Mean)
    : Loss(reduction)
{
    /// <summary>The power of margins: 1 or 2.</summary>
    public int P { get; } = p;

    /// <summary>The margin wanted.</summary>
    public double Margin { get; } = margin;

    /// <summary>The classes' weights.</summary>
    public Tensor? Weight { get; } = weight;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.MultiMarginLoss(target, P, Margin, Weight, Reduction);
}

/// <summary>The margins by which other classes come near any target class; targets (N, C) end at −1.</summary>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class MultilabelMarginLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.MultilabelMarginLoss(target, Reduction);
}

/// <summary>The binary cross entropy of scores with easy elements weighed less (Lin et al. 2017).</summary>
/// <param name="alpha">The weight of positive targets; negative for none.</param>
/// <param name="gamma">How much less easy ones weigh.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class FocalLoss(double alpha = 0.25, double gamma = 2, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The weight of positive targets; negative for none.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>How much less easy ones weigh.</summary>
    public double Gamma { get; } = gamma;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.SigmoidFocalLoss(target, Alpha, Gamma, Reduction);
}

/// <summary>The cross entropy of scores (N, C, …) with easy elements weighed less (Lin et al. 2017).</summary>
/// <param name="weight">The classes' weights.</param>
/// <param name="gamma">How much less easy ones weigh.</param>
/// <param name="ignoreIndex">A target that does not count.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class SoftmaxFocalLoss(
    Tensor? weight = null, double gamma = 2, long ignoreIndex = -100,
    Reduction reduction = Reduction.Mean)
    : Loss(reduction)
{
    /// <summary>The classes' weights.</summary>
    public Tensor? Weight { get; } = weight;

    /// <summary>How much less easy ones weigh.</summary>
    public double Gamma { get; } = gamma;

    /// <summary>A target that does not count.</summary>
    public long IgnoreIndex { get; } = ignoreIndex;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.SoftmaxFocalLoss(target, Weight, Gamma, IgnoreIndex, Reduction);
}
