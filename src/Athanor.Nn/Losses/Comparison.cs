namespace Athanor.Nn;

/// <summary>
/// max(0, −target · (first − second) + margin): the first should rank higher where the target is 1, lower where it is −1.
/// </summary>
/// <param name="margin">The margin wanted.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean)
    : Module<(Tensor First, Tensor Second, Tensor Target), Tensor>
{
    /// <summary>The margin wanted.</summary>
    public double Margin { get; } = margin;

    /// <summary>What is made of the values of single elements.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <summary>The loss of three tensors.</summary>
    public Tensor Call(Tensor first, Tensor second, Tensor target) => Call((first, second, target));

    /// <inheritdoc/>
    protected override Tensor Forward((Tensor First, Tensor Second, Tensor Target) input) =>
        input.First.MarginRankingLoss(input.Second, input.Target, Margin, Reduction);
}

/// <summary>1 − cos of the angle between rows where the target is 1, max(0, cos − margin) where it is −1.</summary>
/// <param name="margin">The margin wanted.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean)
    : Module<(Tensor First, Tensor Second, Tensor Target), Tensor>
{
    /// <summary>The margin wanted.</summary>
    public double Margin { get; } = margin;

    /// <summary>What is made of the values of single elements.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <summary>The loss of three tensors.</summary>
    public Tensor Call(Tensor first, Tensor second, Tensor target) => Call((first, second, target));

    /// <inheritdoc/>
    protected override Tensor Forward((Tensor First, Tensor Second, Tensor Target) input) =>
        input.First.CosineEmbeddingLoss(input.Second, input.Target, Margin, Reduction);
}

/// <summary>max(0, distance to the positive − distance to the negative + margin) (Balntas et al. 2016).</summary>
/// <param name="margin">The margin wanted.</param>
/// <param name="p">The norm's order.</param>
/// <param name="eps">Added to differences.</param>
/// <param name="swap">Whether the positive's distance to the negative serves where it is smaller.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class TripletMarginLoss(double margin = 1, double p = 2, double eps = 1e-6, bool swap = false, Reduction reduction = Reduction.Mean)
    : Module<(Tensor Anchor, Tensor Positive, Tensor Negative), Tensor>
{
    /// <summary>The margin wanted.</summary>
    public double Margin { get; } = margin;

    /// <summary>The norm's order.</summary>
    public double P { get; } = p;

    /// <summary>Added to differences.</summary>
    public double Eps { get; } = eps;

    /// <summary>Whether the positive's distance to the negative serves where it is smaller.</summary>
    public bool Swap { get; } = swap;

    /// <summary>What is made of the values of single elements.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <summary>The loss of three tensors.</summary>
    public Tensor Call(Tensor anchor, Tensor positive, Tensor negative) => Call((anchor, positive, negative));

    /// <inheritdoc/>
    protected override Tensor Forward((Tensor Anchor, Tensor Positive, Tensor Negative) input) => 
        input.Anchor.TripletMarginLoss(input.Positive, input.Negative, Margin, P, Eps, Swap, Reduction);
}

/// <summary>Minus the log likelihood of targets under normal distributions of the given means and variances.</summary>
/// <param name="full">Whether the constant is added.</param>
/// <param name="eps">The least variance.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class GaussianNllLoss(bool full = false, double eps = 1e-6, Reduction reduction = Reduction.Mean)
    : Module<(Tensor Input, Tensor Target, Tensor Variance), Tensor>
{
    /// <summary>Whether the constant is added.</summary>
    public bool Full { get; } = full;

    /// <summary>The least variance.</summary>
    public double Eps { get; } = eps;

    /// <summary>What is made of the values of single elements.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <summary>The loss of three tensors.</summary>
    public Tensor Call(Tensor input, Tensor target, Tensor variance) => Call((input, target, variance));

    /// <inheritdoc/>
    protected override Tensor Forward((Tensor Input, Tensor Target, Tensor Variance) input) =>
        input.Input.GaussianNllLoss(input.Target, input.Variance, Full, Eps, Reduction);
}
