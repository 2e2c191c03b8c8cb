namespace Athanor.Nn;

/// <summary>The last dimensions normalised, each place by itself (Ba et al. 2016).</summary>
[Module]
public sealed partial class LayerNorm : Layer
{
    /// <summary>A layer over the last dimension, or the last ones.</summary>
    /// <param name="shape">Their sizes.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="affine">Whether a weight is learned.</param>
    /// <param name="bias">Whether a bias is learned too.</param>
    public LayerNorm(Shape shape, double eps = 1e-5, bool affine = true, bool bias = true)
    {
        (NormalizedShape, Eps) = (shape, eps);
        Weight = affine ? new Parameter(Init.Ones(shape)) : null;
        Bias = affine && bias ? new Parameter(Init.Zeros(shape)) : null;
    }

    /// <summary>A layer over the last dimension.</summary>
    public LayerNorm(int size, double eps = 1e-5, bool affine = true, bool bias = true)
        : this([size], eps, affine, bias)
    {
    }

    /// <summary>The sizes of the normalised dimensions.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>Added to the variance.</summary>
    public double Eps { get; }

    /// <summary>Of the normalised shape, or null.</summary>
    public Parameter? Weight { get; }

    /// <summary>Of the normalised shape, or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"LayerNorm({string.Join(", ", NormalizedShape.ToArray())})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.LayerNorm(NormalizedShape, Weight, Bias, Eps);
}
