namespace Athanor.Nn;

/// <summary>max(0, x), element by element.</summary>
public sealed class Relu : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Relu();
}

/// <summary>x cut to [0, 6].</summary>
public sealed class Relu6 : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Relu6();
}

/// <summary>x, or a small share of it below 0 (Maas et al. 2013).</summary>
/// <param name="slope">The share below 0.</param>
public sealed class LeakyRelu(double slope = 0.01) : Layer
{
    /// <summary>The share below 0.</summary>
    public double Slope { get; } = slope;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"LeakyRelu({Slope})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.LeakyRelu(Slope);
}

/// <summary>x above a threshold, one value elsewhere.</summary>
/// <param name="limit">The threshold.</param>
/// <param name="value">What stands elsewhere.</param>
public sealed class Threshold(double limit, double value) : Layer
{
    /// <summary>The threshold.</summary>
    public double Limit { get; } = limit;

    /// <summary>What stands elsewhere.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"Threshold(limit {Limit}, value {Value})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Threshold(Limit, Value);
}

/// <summary>x, or alpha · (eˣ − 1) below 0 (Clevert et al. 2016).</summary>
/// <param name="alpha">The size of the limit below 0.</param>
public sealed class Elu(double alpha = 1) : Layer
{
    /// <summary>The size of the limit below 0.</summary>
    public double Alpha { get; } = alpha;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"Elu({Alpha})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Elu(Alpha);
}

/// <summary>ELU of the scale that keeps mean 0 and variance 1 (Klambauer et al. 2017).</summary>
public sealed class Selu : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Selu();
}

/// <summary>x, or alpha · (e^(x / alpha) − 1) below 0 (Barron 2017).</summary>
/// <param name="alpha">The size of the limit below 0.</param>
public sealed class Celu(double alpha = 1) : Layer
{
    /// <summary>The size of the limit below 0.</summary>
    public double Alpha { get; } = alpha;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"Celu({Alpha})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Celu(Alpha);
}
