namespace Athanor.Nn;

/// <summary>x cut to [low, high].</summary>
/// <param name="low">The lower bound.</param>
/// <param name="high">The upper bound.</param>
public sealed class Hardtanh(double low = -1, double high = 1) : Layer
{
    /// <summary>The lower bound.</summary>
    public double Low { get; } = low;

    /// <summary>The upper bound.</summary>
    public double High { get; } = high;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"Hardtanh(low {Low}, high {High})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Hardtanh(Low, High);
}

/// <summary>(x + 3) / 6 cut to [0, 1].</summary>
public sealed class Hardsigmoid : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Hardsigmoid();
}

/// <summary>x · hardsigmoid(x) (Howard et al. 2019).</summary>
public sealed class Hardswish : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Hardswish();
}

/// <summary>x, or 0 within [−lambda, lambda].</summary>
/// <param name="lambda">The bound.</param>
public sealed class Hardshrink(double lambda = 0.5) : Layer
{
    /// <summary>The bound.</summary>
    public double Lambda { get; } = lambda;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"Hardshrink({Lambda})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Hardshrink(Lambda);
}

/// <summary>x moved toward 0 by lambda, and 0 where it would cross it.</summary>
/// <param name="lambda">The distance.</param>
public sealed class Softshrink(double lambda = 0.5) : Layer
{
    /// <summary>The distance.</summary>
    public double Lambda { get; } = lambda;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"Softshrink({Lambda})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Softshrink(Lambda);
}

/// <summary>x − tanh(x).</summary>
public sealed class Tanhshrink : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Tanhshrink();
}
