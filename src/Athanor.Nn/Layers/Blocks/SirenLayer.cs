namespace Athanor.Nn;

/// <summary>sin(omega · (x Wᵀ + b)): a layer of implicit representations (Sitzmann et al. 2020).</summary>
[Module]
public sealed partial class SirenLayer : Layer
{
    /// <summary>A layer initialised as in the paper.</summary>
    /// <param name="inFeatures">Numbers that come in.</param>
    /// <param name="outFeatures">Numbers that go out.</param>
    /// <param name="first">Whether it is the network's first.</param>
    /// <param name="omega">The factor inside the sine.</param>
    public SirenLayer(int inFeatures, int outFeatures, bool first = false, double omega = 30)
    {
        (Omega, Linear) = (omega, new Linear(inFeatures, outFeatures));
        if (Linear.Weight.Device.Kind == DeviceKind.Meta)
            return;
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        Linear.Weight.CopyFrom(Init.Siren(Linear.Weight.Shape, first, omega));
    }

    /// <summary>The factor inside the sine.</summary>
    public double Omega { get; }

    /// <summary>What the sine is taken of.</summary>
    public Linear Linear { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => (Linear.Call(input) * Omega).Sin();
}
