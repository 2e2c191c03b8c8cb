namespace Athanor.Nn;

/// <summary>x, or a learned share of it below 0, one for all channels or one each (He et al. 2015).</summary>
[Module]
public sealed partial class PRelu : Layer
{
    /// <summary>A layer of <paramref name="count"/> slopes: 1, or the size of dimension 1.</summary>
    public PRelu(int count = 1, double first = 0.25) => Weight = new Parameter(Init.Constant([count], first));

    /// <summary>(count).</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    public override string Description => $"PRelu({Weight.Count})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.PRelu(Weight);
}
