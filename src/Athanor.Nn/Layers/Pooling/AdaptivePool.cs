namespace Athanor.Nn;

/// <summary>The means of as many windows over length as the output has places; (N, C, length).</summary>
/// <param name="outputSize">The output's sizes.</param>
public sealed class AdaptiveAvgPool1d(Spatial outputSize) : Layer
{
    /// <summary>The output's sizes.</summary>
    public Spatial OutputSize { get; } = outputSize;

    /// <inheritdoc/>
    public override string Description => $"{GetType().Name}({Layers.Short(OutputSize)})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.AdaptiveAvgPool1d(OutputSize);
}

/// <summary>The largest elements of as many windows over length as the output has places; (N, C, length).</summary>
/// <param name="outputSize">The output's sizes.</param>
public sealed class AdaptiveMaxPool1d(Spatial outputSize) : Layer
{
    /// <summary>The output's sizes.</summary>
    public Spatial OutputSize { get; } = outputSize;

    /// <inheritdoc/>
    public override string Description => $"{GetType().Name}({Layers.Short(OutputSize)})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.AdaptiveMaxPool1d(OutputSize);
}

/// <summary>The means of as many windows over height and width as the output has places; (N, C, H, W).</summary>
/// <param name="outputSize">The output's sizes.</param>
public sealed class AdaptiveAvgPool2d(Spatial outputSize) : Layer
{
    /// <summary>The output's sizes.</summary>
    public Spatial OutputSize { get; } = outputSize;

    /// <inheritdoc/>
    public override string Description => $"{GetType().Name}({Layers.Short(OutputSize)})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.AdaptiveAvgPool2d(OutputSize);
}

/// <summary>The largest elements of as many windows over height and width as the output has places; (N, C, H, W).</summary>
/// <param name="outputSize">The output's sizes.</param>
public sealed class AdaptiveMaxPool2d(Spatial outputSize) : Layer
{
    /// <summary>The output's sizes.</summary>
    public Spatial OutputSize { get; } = outputSize;

    /// <inheritdoc/>
    public override string Description => $"{GetType().Name}({Layers.Short(OutputSize)})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.AdaptiveMaxPool2d(OutputSize);
}

/// <summary>The means of as many windows over depth, height and width as the output has places; (N, C, D, H, W).</summary>
/// <param name="outputSize">The output's sizes.</param>
public sealed class AdaptiveAvgPool3d(Spatial outputSize) : Layer
{
    /// <summary>The output's sizes.</summary>
    public Spatial OutputSize { get; } = outputSize;

    /// <inheritdoc/>
    public override string Description => $"{GetType().Name}({Layers.Short(OutputSize)})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.AdaptiveAvgPool3d(OutputSize);
}

/// <summary>The largest elements of as many windows over depth, height and width as the output has places; (N, C, D, H, W).</summary>
/// <param name="outputSize">The output's sizes.</param>
public sealed class AdaptiveMaxPool3d(Spatial outputSize) : Layer
{
    /// <summary>The output's sizes.</summary>
    public Spatial OutputSize { get; } = outputSize;

    /// <inheritdoc/>
    public override string Description => $"{GetType().Name}({Layers.Short(OutputSize)})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.AdaptiveMaxPool3d(OutputSize);
}
