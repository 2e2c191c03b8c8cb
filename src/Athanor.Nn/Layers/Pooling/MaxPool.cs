namespace Athanor.Nn;

/// <summary>The largest of each window over length; (N, C, length).</summary>
/// <param name="kernel">The window's sizes.</param>
/// <param name="stride">Steps from one window to the next; the window's sizes if left out.</param>
/// <param name="padding">What stands around the input.</param>
/// <param name="dilation">Steps between the window's elements; 1 if left out.</param>
/// <param name="ceilMode">Whether a window may reach over the end.</param>
public sealed class MaxPool1d(
    Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial dilation = default,
    bool ceilMode = false)
    : Layer
{
    /// <summary>The window's sizes.</summary>
    public Spatial Kernel { get; } = kernel;

    /// <summary>Steps from one window to the next; the window's sizes if left out.</summary>
    public Spatial Stride { get; } = stride;

    /// <summary>What stands around the input.</summary>
    public Spatial Padding { get; } = padding;

    /// <summary>Steps between the window's elements; 1 if left out.</summary>
    public Spatial Dilation { get; } = dilation;

    /// <summary>Whether a window may reach over the end.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name}({Layers.Short(Kernel)}{Layers.Unless(Stride, 0, "stride")}"
        + $"{Layers.Unless(Padding, 0, "padding")}{Layers.Unless(Dilation, 1, "dilation")})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.MaxPool1d(Kernel, Stride, Padding, Dilation, CeilMode);
}

/// <summary>The largest of each window over height and width; (N, C, H, W).</summary>
/// <param name="kernel">The window's sizes.</param>
/// <param name="stride">Steps from one window to the next; the window's sizes if left out.</param>
/// <param name="padding">What stands around the input.</param>
/// <param name="dilation">Steps between the window's elements; 1 if left out.</param>
/// <param name="ceilMode">Whether a window may reach over the end.</param>
public sealed class MaxPool2d(
    Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial dilation = default,
    bool ceilMode = false)
    : Layer
{
    /// <summary>The window's sizes.</summary>
    public Spatial Kernel { get; } = kernel;

    /// <summary>Steps from one window to the next; the window's sizes if left out.</summary>
    public Spatial Stride { get; } = stride;

    /// <summary>What stands around the input.</summary>
    public Spatial Padding { get; } = padding;

    /// <summary>Steps between the window's elements; 1 if left out.</summary>
    public Spatial Dilation { get; } = dilation;

    /// <summary>Whether a window may reach over the end.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name}({Layers.Short(Kernel)}{Layers.Unless(Stride, 0, "stride")}"
        + $"{Layers.Unless(Padding, 0, "padding")}{Layers.Unless(Dilation, 1, "dilation")})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.MaxPool2d(Kernel, Stride, Padding, Dilation, CeilMode);
}

/// <summary>The largest of each window over depth, height and width; (N, C, D, H, W).</summary>
/// <param name="kernel">The window's sizes.</param>
/// <param name="stride">Steps from one window to the next; the window's sizes if left out.</param>
/// <param name="padding">What stands around the input.</param>
/// <param name="dilation">Steps between the window's elements; 1 if left out.</param>
/// <param name="ceilMode">Whether a window may reach over the end.</param>
public sealed class MaxPool3d(
    Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial dilation = default,
    bool ceilMode = false)
    : Layer
{
    /// <summary>The window's sizes.</summary>
    public Spatial Kernel { get; } = kernel;

    /// <summary>Steps from one window to the next; the window's sizes if left out.</summary>
    public Spatial Stride { get; } = stride;

    /// <summary>What stands around the input.</summary>
    public Spatial Padding { get; } = padding;

    /// <summary>Steps between the window's elements; 1 if left out.</summary>
    public Spatial Dilation { get; } = dilation;

    /// <summary>Whether a window may reach over the end.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name}({Layers.Short(Kernel)}{Layers.Unless(Stride, 0, "stride")}"
        + $"{Layers.Unless(Padding, 0, "padding")}{Layers.Unless(Dilation, 1, "dilation")})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.MaxPool3d(Kernel, Stride, Padding, Dilation, CeilMode);
}
