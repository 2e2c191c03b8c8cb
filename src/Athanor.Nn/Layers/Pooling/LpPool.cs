namespace Athanor.Nn;

/// <summary>The power mean without its division, (Σ xᵖ)^(1/p), of each window over length; (N, C, length).</summary>
/// <param name="p">The power.</param>
/// <param name="kernel">The window's sizes.</param>
/// <param name="stride">Steps from one window to the next; the window's sizes if left out.</param>
/// <param name="ceilMode">Whether a window may reach over the end.</param>
public sealed class LpPool1d(double p, Spatial kernel, Spatial stride = default, bool ceilMode = false) : Layer
{
    /// <summary>The power.</summary>
    public double P { get; } = p;

    /// <summary>The window's sizes.</summary>
    public Spatial Kernel { get; } = kernel;

    /// <summary>Steps from one window to the next; the window's sizes if left out.</summary>
    public Spatial Stride { get; } = stride;

    /// <summary>Whether a window may reach over the end.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <inheritdoc/>
    public override string Description =>
        FormattableString.Invariant($"{GetType().Name}({P}, {Layers.Short(Kernel)}{Layers.Unless(Stride, 0, "stride")})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.LpPool1d(P, Kernel, Stride, CeilMode);
}

/// <summary>The power mean without its division, (Σ xᵖ)^(1/p), of each window over height and width; (N, C, H, W).</summary>
/// <param name="p">The power.</param>
/// <param name="kernel">The window's sizes.</param>
/// <param name="stride">Steps from one window to the next; the window's sizes if left out.</param>
/// <param name="ceilMode">Whether a window may reach over the end.</param>
public sealed class LpPool2d(double p, Spatial kernel, Spatial stride = default, bool ceilMode = false) : Layer
{
    /// <summary>The power.</summary>
    public double P { get; } = p;

    /// <summary>The window's sizes.</summary>
    public Spatial Kernel { get; } = kernel;

    /// <summary>Steps from one window to the next; the window's sizes if left out.</summary>
    public Spatial Stride { get; } = stride;

    /// <summary>Whether a window may reach over the end.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <inheritdoc/>
    public override string Description =>
        FormattableString.Invariant($"{GetType().Name}({P}, {Layers.Short(Kernel)}{Layers.Unless(Stride, 0, "stride")})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.LpPool2d(P, Kernel, Stride, CeilMode);
}

/// <summary>The power mean without its division, (Σ xᵖ)^(1/p), of each window over depth, height and width; (N, C, D, H, W).</summary>
/// <param name="p">The power.</param>
/// <param name="kernel">The window's sizes.</param>
/// <param name="stride">Steps from one window to the next; the window's sizes if left out.</param>
/// <param name="ceilMode">Whether a window may reach over the end.</param>
public sealed class LpPool3d(double p, Spatial kernel, Spatial stride = default, bool ceilMode = false) : Layer
{
    /// <summary>The power.</summary>
    public double P { get; } = p;

    /// <summary>The window's sizes.</summary>
    public Spatial Kernel { get; } = kernel;

    /// <summary>Steps from one window to the next; the window's sizes if left out.</summary>
    public Spatial Stride { get; } = stride;

    /// <summary>Whether a window may reach over the end.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <inheritdoc/>
    public override string Description =>
        FormattableString.Invariant($"{GetType().Name}({P}, {Layers.Short(Kernel)}{Layers.Unless(Stride, 0, "stride")})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.LpPool3d(P, Kernel, Stride, CeilMode);
}
