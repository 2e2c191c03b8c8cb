namespace Athanor.Nn;

/// <summary>The binary cross entropy of probabilities.</summary>
/// <param name="weight">The classes' weights.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class BceLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The classes' weights.</summary>
    public Tensor? Weight { get; } = weight;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.BinaryCrossEntropy(target, Weight, Reduction);
}

/// <summary>The binary cross entropy of sigmoids of scores, without overflow.</summary>
/// <param name="weight">The classes' weights.</param>
/// <param name="positiveWeight">What positive targets' cost is multiplied by.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class BceWithLogitsLoss(
    Tensor? weight = null, Tensor? positiveWeight = null,
    Reduction reduction = Reduction.Mean)
    : Loss(reduction)
{
    /// <summary>The classes' weights.</summary>
    public Tensor? Weight { get; } = weight;

    /// <summary>What positive targets' cost is multiplied by.</summary>
    public Tensor? PositiveWeight { get; } = positiveWeight;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) =>
        input.BinaryCrossEntropyWithLogits(target, Weight, PositiveWeight, Reduction);
}

/// <summary>ln(1 + e^(−target · x)) for targets of 1 or −1.</summary>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class SoftMarginLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.SoftMarginLoss(target, Reduction);
}

/// <summary>The binary cross entropy of scores with several labels, averaged over classes.</summary>
/// <param name="weight">The classes' weights.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class MultilabelSoftMarginLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The classes' weights.</summary>
    public Tensor? Weight { get; } = weight;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.MultilabelSoftMarginLoss(target, Weight, Reduction);
}

/// <summary>x where the target is 1, max(0, margin − x) where it is −1.</summary>
/// <param name="margin">The margin wanted.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class HingeEmbeddingLoss(double margin = 1, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The margin wanted.</summary>
    public double Margin { get; } = margin;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.HingeEmbeddingLoss(target, Margin, Reduction);
}

/// <summary>The Kullback-Leibler divergence of target probabilities from log probabilities.</summary>
/// <param name="logTarget">Whether targets are logarithms too.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class KlDivLoss(bool logTarget = false, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>Whether targets are logarithms too.</summary>
    public bool LogTarget { get; } = logTarget;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.KlDiv(target, LogTarget, Reduction);
}
