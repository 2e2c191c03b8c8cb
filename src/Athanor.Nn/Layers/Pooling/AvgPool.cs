namespace Athanor.Nn;

/// <summary>The mean of each window over length; (N, C, length).</summary>
/// <param name="kernel">The window's sizes.</param>
/// <param name="stride">Steps from one window to the next; the window's sizes if left out.</param>
/// <param name="padding">What stands around the input.</param>
/// <param name="ceilMode">Whether a window may reach over the end.</param>
/// <param name="countIncludePad">Whether padding counts as elements.</param>
/// <param name="divisorOverride">What sums are divided by instead of the count, if not 0.</param>
public sealed class AvgPool1d(
    Spatial kernel, Spatial stride = default, Spatial padding = default, bool ceilMode = false, bool countIncludePad = true,
    int divisorOverride = 0)
    : Layer
{
    /// <summary>The window's sizes.</summary>
    public Spatial Kernel { get; } = kernel;

    /// <summary>Steps from one window to the next; the window's sizes if left out.</summary>
    public Spatial Stride { get; } = stride;

    /// <summary>What stands around the input.</summary>
    public Spatial Padding { get; } = padding;

    /// <summary>Whether a window may reach over the end.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <summary>Whether padding counts as elements.</summary>
    public bool CountIncludePad { get; } = countIncludePad;

    /// <summary>What sums are divided by instead of the count, if not 0.</summary>
    public int DivisorOverride { get; } = divisorOverride;

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name}({Layers.Short(Kernel)}{Layers.Unless(Stride, 0, "stride")}{Layers.Unless(Padding, 0, "padding")})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.AvgPool1d(Kernel, Stride, Padding, CeilMode, CountIncludePad, DivisorOverride);
}

/// <summary>The mean of each window over height and width; (N, C, H, W).</summary>
/// <param name="kernel">The window's sizes.</param>
/// <param name="stride">Steps from one window to the next; the window's sizes if left out.</param>
/// <param name="padding">What stands around the input.</param>
/// <param name="ceilMode">Whether a window may reach over the end.</param>
/// <param name="countIncludePad">Whether padding counts as elements.</param>
/// <param name="divisorOverride">What sums are divided by instead of the count, if not 0.</param>
public sealed class AvgPool2d(
    Spatial kernel, Spatial stride = default, Spatial padding = default, bool ceilMode = false, bool countIncludePad = true,
    int divisorOverride = 0)
    : Layer
{
    /// <summary>The window's sizes.</summary>
    public Spatial Kernel { get; } = kernel;

    /// <summary>Steps from one window to the next; the window's sizes if left out.</summary>
    public Spatial Stride { get; } = stride;

    /// <summary>What stands around the input.</summary>
    public Spatial Padding { get; } = padding;

    /// <summary>Whether a window may reach over the end.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <summary>Whether padding counts as elements.</summary>
    public bool CountIncludePad { get; } = countIncludePad;

    /// <summary>What sums are divided by instead of the count, if not 0.</summary>
    public int DivisorOverride { get; } = divisorOverride;

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name}({Layers.Short(Kernel)}{Layers.Unless(Stride, 0, "stride")}{Layers.Unless(Padding, 0, "padding")})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.AvgPool2d(Kernel, Stride, Padding, CeilMode, CountIncludePad, DivisorOverride);
}

/// <summary>The mean of each window over depth, height and width; (N, C, D, H, W).</summary>
/// <param name="kernel">The window's sizes.</param>
/// <param name="stride">Steps from one window to the next; the window's sizes if left out.</param>
/// <param name="padding">What stands around the input.</param>
/// <param name="ceilMode">Whether a window may reach over the end.</param>
/// <param name="countIncludePad">Whether padding counts as elements.</param>
/// <param name="divisorOverride">What sums are divided by instead of the count, if not 0.</param>
public sealed class AvgPool3d(
    Spatial kernel, Spatial stride = default, Spatial padding = default, bool ceilMode = false, bool countIncludePad = true,
    int divisorOverride = 0)
    : Layer
{
    /// <summary>The window's sizes.</summary>
    public Spatial Kernel { get; } = kernel;

    /// <summary>Steps from one window to the next; the window's sizes if left out.</summary>
    public Spatial Stride { get; } = stride;

    /// <summary>What stands around the input.</summary>
    public Spatial Padding { get; } = padding;

    /// <summary>Whether a window may reach over the end.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <summary>Whether padding counts as elements.</summary>
    public bool CountIncludePad { get; } = countIncludePad;

    /// <summary>What sums are divided by instead of the count, if not 0.</summary>
    public int DivisorOverride { get; } = divisorOverride;

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name}({Layers.Short(Kernel)}{Layers.Unless(Stride, 0, "stride")}{Layers.Unless(Padding, 0, "padding")})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.AvgPool3d(Kernel, Stride, Padding, CeilMode, CountIncludePad, DivisorOverride);
}
