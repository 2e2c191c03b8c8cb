namespace Athanor.Nn;

/// <summary>eˣ over its sum along a dimension.</summary>
/// <param name="dim">The dimension.</param>
public sealed class Softmax(int dim = -1) : Layer
{
    /// <summary>The dimension.</summary>
    public int Dim { get; } = dim;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"Softmax({Dim})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Softmax(Dim);
}

/// <summary>The logarithm of softmax along a dimension.</summary>
/// <param name="dim">The dimension.</param>
public sealed class LogSoftmax(int dim = -1) : Layer
{
    /// <summary>The dimension.</summary>
    public int Dim { get; } = dim;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"LogSoftmax({Dim})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.LogSoftmax(Dim);
}

/// <summary>e⁻ˣ over its sum along a dimension.</summary>
/// <param name="dim">The dimension.</param>
public sealed class Softmin(int dim = -1) : Layer
{
    /// <summary>The dimension.</summary>
    public int Dim { get; } = dim;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"Softmin({Dim})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Softmin(Dim);
}

/// <summary>Softmax over the channels of (N, C, H, W).</summary>
public sealed class Softmax2d : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Softmax(-3);
}
