namespace Athanor.Nn;

/// <summary>One half of a dimension, times the sigmoid of the other (Dauphin et al. 2017).</summary>
/// <param name="dim">The dimension, of even size.</param>
public sealed class Glu(int dim = -1) : Layer
{
    /// <summary>The dimension.</summary>
    public int Dim { get; } = dim;

    /// <inheritdoc/>
    public override string Description => $"Glu({Dim})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Glu(Dim);
}
