namespace Athanor.Nn;

/// <summary>Each element over a power of the mean square of neighbouring channels (Krizhevsky et al. 2012); (N, C, …).</summary>
/// <param name="size">How many channels, the element's own in the middle.</param>
/// <param name="alpha">The factor of the mean square.</param>
/// <param name="beta">The power.</param>
/// <param name="k">Added to the mean square.</param>
public sealed class LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1) : Layer
{
    /// <summary>How many channels.</summary>
    public int Size { get; } = size;

    /// <summary>The factor of the mean square.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>The power.</summary>
    public double Beta { get; } = beta;

    /// <summary>Added to the mean square.</summary>
    public double K { get; } = k;

    /// <inheritdoc/>
    public override string Description => $"LocalResponseNorm({Size})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.LocalResponseNorm(Size, Alpha, Beta, K);
}
