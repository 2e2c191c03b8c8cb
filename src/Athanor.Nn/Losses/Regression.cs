namespace Athanor.Nn;

/// <summary>(x − target)².</summary>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class MseLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.MseLoss(target, Reduction);
}

/// <summary>|x − target|.</summary>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class L1Loss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.L1Loss(target, Reduction);
}

/// <summary>Squares within beta of the target, distances outside (Girshick 2015).</summary>
/// <param name="beta">Where they meet.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class SmoothL1Loss(double beta = 1, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>Where they meet.</summary>
    public double Beta { get; } = beta;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.SmoothL1Loss(target, Beta, Reduction);
}

/// <summary>Squares within delta of the target, distances outside (Huber 1964).</summary>
/// <param name="delta">Where they meet.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>Where they meet.</summary>
    public double Delta { get; } = delta;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.HuberLoss(target, Delta, Reduction);
}

/// <summary>Minus the log likelihood of counts under Poisson distributions of the given (log) means.</summary>
/// <param name="logInput">Whether the input is the logarithm.</param>
/// <param name="full">Whether Stirling's term is added.</param>
/// <param name="eps">Added under the logarithm.</param>
/// <param name="reduction">What is made of the values of single elements.</param>
public sealed class PoissonNllLoss(
    bool logInput = true, bool full = false, double eps = 1e-8,
    Reduction reduction = Reduction.Mean)
    : Loss(reduction)
{
    /// <summary>Whether the input is the logarithm.</summary>
    public bool LogInput { get; } = logInput;

    /// <summary>Whether Stirling's term is added.</summary>
    public bool Full { get; } = full;

    /// <summary>Added under the logarithm.</summary>
    public double Eps { get; } = eps;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target) => input.PoissonNllLoss(target, LogInput, Full, Eps, Reduction);
}
