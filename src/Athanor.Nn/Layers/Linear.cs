namespace Athanor.Nn;

/// <summary>y = x · weightᵀ + bias: a fully connected layer, (…, in) → (…, out).</summary>
[Module]
public sealed partial class Linear : Layer, IWeightedLayer
{
    /// <summary>A layer from <paramref name="inFeatures"/> to <paramref name="outFeatures"/> numbers, initialised as in PyTorch.</summary>
    public Linear(int inFeatures, int outFeatures, bool bias = true)
    {
        (InFeatures, OutFeatures) = (inFeatures, outFeatures);
        Weight = new Parameter(Init.KaimingUniform([outFeatures, inFeatures], slope: Math.Sqrt(5)));
        double bound = 1 / Math.Sqrt(Math.Max(inFeatures, 1));
        Bias = bias ? new Parameter(Init.Uniform([outFeatures], -bound, bound)) : null;
    }

    /// <summary>Numbers that come in.</summary>
    public int InFeatures { get; }

    /// <summary>Numbers that go out.</summary>
    public int OutFeatures { get; }

    /// <summary>(out, in).</summary>
    public Parameter Weight { get; }

    /// <summary>(out), or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"Linear({InFeatures} → {OutFeatures}{(Bias is null ? ", no bias" : "")})";

    int IWeightedLayer.OutputDim => 0;

    Tensor IWeightedLayer.ForwardWith(Tensor input, Tensor weight) => input.Linear(weight, Bias);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Linear(Weight, Bias);
}
