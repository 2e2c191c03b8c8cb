namespace Athanor.Nn;

/// <summary>In training sets random elements to 0 and scales the others up (Srivastava et al. 2014).</summary>
/// <param name="p">The share that is dropped.</param>
public sealed class Dropout(double p = 0.5) : Layer
{
    /// <summary>The share that is dropped.</summary>
    public double P { get; } = p;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"{GetType().Name}({P})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Dropout(P, Training);
}

/// <summary>In training sets random whole channels of (N, C, length) to 0 and scales the others up (Tompson et al. 2015).</summary>
/// <param name="p">The share that is dropped.</param>
public sealed class Dropout1d(double p = 0.5) : Layer
{
    /// <summary>The share that is dropped.</summary>
    public double P { get; } = p;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"{GetType().Name}({P})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.FeatureDropout(P, Training);
}

/// <summary>In training sets random whole channels of (N, C, H, W) to 0 and scales the others up (Tompson et al. 2015).</summary>
/// <param name="p">The share that is dropped.</param>
public sealed class Dropout2d(double p = 0.5) : Layer
{
    /// <summary>The share that is dropped.</summary>
    public double P { get; } = p;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"{GetType().Name}({P})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.FeatureDropout(P, Training);
}

/// <summary>In training sets random whole channels of (N, C, D, H, W) to 0 and scales the others up (Tompson et al. 2015).</summary>
/// <param name="p">The share that is dropped.</param>
public sealed class Dropout3d(double p = 0.5) : Layer
{
    /// <summary>The share that is dropped.</summary>
    public double P { get; } = p;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"{GetType().Name}({P})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.FeatureDropout(P, Training);
}

/// <summary>Dropout that keeps mean and variance for SELU networks (Klambauer et al. 2017).</summary>
/// <param name="p">The share that is dropped.</param>
public sealed class AlphaDropout(double p = 0.5) : Layer
{
    /// <summary>The share that is dropped.</summary>
    public double P { get; } = p;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"{GetType().Name}({P})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.AlphaDropout(P, Training);
}

/// <summary>Alpha dropout of whole channels (N, C, …).</summary>
/// <param name="p">The share that is dropped.</param>
public sealed class FeatureAlphaDropout(double p = 0.5) : Layer
{
    /// <summary>The share that is dropped.</summary>
    public double P { get; } = p;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"{GetType().Name}({P})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.FeatureAlphaDropout(P, Training);
}
