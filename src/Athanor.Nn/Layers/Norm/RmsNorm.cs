namespace Athanor.Nn;

/// <summary>The last dimensions over their root mean square (Zhang and Sennrich 2019).</summary>
[Module]
public sealed partial class RmsNorm : Layer
{
    /// <summary>A layer over the last dimension, or the last ones.</summary>
    /// <param name="shape">Their sizes.</param>
    /// <param name="eps">Added to the mean square; the type's precision if null.</param>
    /// <param name="affine">Whether a weight is learned.</param>
    public RmsNorm(Shape shape, double? eps = null, bool affine = true)
    {
        (NormalizedShape, Eps) = (shape, eps);
        Weight = affine ? new Parameter(Init.Ones(shape)) : null;
    }

    /// <summary>A layer over the last dimension.</summary>
    public RmsNorm(int size, double? eps = null, bool affine = true)
        : this([size], eps, affine)
    {
    }

    /// <summary>The sizes of the normalised dimensions.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>Added to the mean square; the type's precision if null.</summary>
    public double? Eps { get; }

    /// <summary>Of the normalised shape, or null.</summary>
    public Parameter? Weight { get; }

    /// <inheritdoc/>
    public override string Description => $"RMSNorm({string.Join(", ", NormalizedShape.ToArray())})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.RmsNorm(NormalizedShape, Weight, Eps);
}
