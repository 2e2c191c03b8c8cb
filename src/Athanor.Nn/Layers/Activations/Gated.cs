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
    protected override Tensor Forward(Tensor input)
    {
        (Tensor value, Tensor gate) = Halves(input, Dim, "glu");
        return value * gate.Sigmoid();
    }

    /// <summary>Both halves of a dimension.</summary>
    internal static (Tensor First, Tensor Second) Halves(Tensor input, int dim, string op)
    {
        int size = input.Size(dim);
        if (size % 2 != 0)
            throw new TensorException(op, $"expected an even size in dimension {dim}, got shape {input.Shape}");
        return (input.Narrow(dim, 0, size / 2), input.Narrow(dim, size / 2, size / 2));
    }
}
