namespace Athanor.Nn;

/// <summary>y = aᵀ W b + bias for each output: (…, in1) and (…, in2) → (…, out).</summary>
[Module]
public sealed partial class Bilinear : Module<(Tensor A, Tensor B), Tensor>
{
    /// <summary>A layer initialised as in PyTorch.</summary>
    public Bilinear(int in1Features, int in2Features, int outFeatures, bool bias = true)
    {
        double bound = 1 / Math.Sqrt(Math.Max(in1Features, 1));
        Weight = new Parameter(Init.Uniform([outFeatures, in1Features, in2Features], -bound, bound));
        Bias = bias ? new Parameter(Init.Uniform([outFeatures], -bound, bound)) : null;
    }

    /// <summary>(out, in1, in2).</summary>
    public Parameter Weight { get; }

    /// <summary>(out), or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"Bilinear({Weight.Shape[1]} × {Weight.Shape[2]} → {Weight.Shape[0]})";

    /// <summary>Both inputs.</summary>
    public Tensor Call(Tensor a, Tensor b) => Call((a, b));

    /// <inheritdoc/>
    protected override Tensor Forward((Tensor A, Tensor B) input)
    {
        (Tensor a, Tensor b) = input;
        Shape w = Weight.Shape;
        if (a.Rank == 0 || b.Rank != a.Rank || a.Shape[^1] != w[1] || b.Shape[^1] != w[2] || a.Shape[..^1] != b.Shape[..^1])
            throw new TensorException(
                "bilinear", $"expected (…, {w[1]}) and (…, {w[2]}) with equal leading sizes, got {a.Shape} and {b.Shape}");
        // (…, out · in2), then the sum over in2 with b.
        Tensor left = a.MatMul(Weight.Permute(1, 0, 2).Reshape(w[1], w[0] * w[2])).Unflatten(-1, w[0], w[2]);
        Tensor y = (left * b.Unsqueeze(-2)).Sum(-1);
        return Bias is null ? y : y + Bias;
    }
}
