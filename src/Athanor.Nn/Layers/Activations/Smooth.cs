namespace Athanor.Nn;

/// <summary>1 / (1 + e⁻ˣ).</summary>
public sealed class Sigmoid : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Sigmoid();
}

/// <summary>ln sigmoid(x) without overflow.</summary>
public sealed class LogSigmoid : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.LogSigmoid();
}

/// <summary>The hyperbolic tangent.</summary>
public sealed class Tanh : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Tanh();
}

/// <summary>x · Φ(x) (Hendrycks and Gimpel 2016).</summary>
/// <param name="approximate">Whether by the formula with tanh.</param>
public sealed class Gelu(bool approximate = false) : Layer
{
    /// <summary>Whether by the formula with tanh.</summary>
    public bool Approximate { get; } = approximate;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"Gelu{(Approximate ? "(tanh)" : "")}");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Gelu(Approximate);
}

/// <summary>x · sigmoid(x), also called swish.</summary>
public sealed class Silu : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Silu();
}

/// <summary>x · tanh(softplus(x)) (Misra 2019).</summary>
public sealed class Mish : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Mish();
}

/// <summary>ln(1 + e^(beta x)) / beta, and x itself where that is the same to rounding.</summary>
/// <param name="beta">The sharpness.</param>
/// <param name="threshold">Where beta · x stands for the function.</param>
public sealed class Softplus(double beta = 1, double threshold = 20) : Layer
{
    /// <summary>The sharpness.</summary>
    public double Beta { get; } = beta;

    /// <summary>Where beta · x stands for the function.</summary>
    public double Threshold { get; } = threshold;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"Softplus(beta {Beta}, threshold {Threshold})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Softplus(Beta, Threshold);
}

/// <summary>x / (1 + |x|).</summary>
public sealed class Softsign : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Softsign();
}
