namespace Athanor.Nn;

/// <summary>The patches that a kernel sees, as columns: (N, C, H, W) → (N, C · kernel, positions).</summary>
/// <param name="kernel">The patches' sizes.</param>
/// <param name="dilation">Steps between a patch's elements; 1 if left out.</param>
/// <param name="padding">Zeros around the image.</param>
/// <param name="stride">Steps from one patch to the next; 1 if left out.</param>
public sealed class Unfold(Spatial kernel, Spatial dilation = default, Spatial padding = default, Spatial stride = default) : Layer
{
    /// <summary>The patches' sizes.</summary>
    public Spatial Kernel { get; } = kernel;

    /// <summary>Steps between a patch's elements; 1 if left out.</summary>
    public Spatial Dilation { get; } = dilation;

    /// <summary>Zeros around the image.</summary>
    public Spatial Padding { get; } = padding;

    /// <summary>Steps from one patch to the next; 1 if left out.</summary>
    public Spatial Stride { get; } = stride;

    /// <inheritdoc/>
    public override string Description => $"Unfold({Layers.Short(Kernel)})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Unfold2d(Kernel, Dilation, Padding, Stride);
}

/// <summary>Columns of patches summed into an image: (N, C · kernel, positions) → (N, C, H, W).</summary>
/// <param name="outputSize">The image's sizes.</param>
/// <param name="kernel">The patches' sizes.</param>
/// <param name="dilation">Steps between a patch's elements; 1 if left out.</param>
/// <param name="padding">Zeros around the image.</param>
/// <param name="stride">Steps from one patch to the next; 1 if left out.</param>
public sealed class Fold(
    Spatial outputSize, Spatial kernel, Spatial dilation = default, Spatial padding = default,
    Spatial stride = default)
    : Layer
{
    /// <summary>The image's sizes.</summary>
    public Spatial OutputSize { get; } = outputSize;

    /// <summary>The patches' sizes.</summary>
    public Spatial Kernel { get; } = kernel;

    /// <summary>Steps between a patch's elements; 1 if left out.</summary>
    public Spatial Dilation { get; } = dilation;

    /// <summary>Zeros around the image.</summary>
    public Spatial Padding { get; } = padding;

    /// <summary>Steps from one patch to the next; 1 if left out.</summary>
    public Spatial Stride { get; } = stride;

    /// <inheritdoc/>
    public override string Description => $"Fold({Layers.Short(Kernel)} → {Layers.Short(OutputSize)})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Fold(OutputSize, Kernel, Dilation, Padding, Stride);
}
