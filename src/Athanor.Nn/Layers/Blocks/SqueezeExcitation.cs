namespace Athanor.Nn;

/// <summary>Channels weighed by what the whole image holds (Hu et al. 2018); (N, C, H, W). Names as in torchvision.</summary>
[Module]
public sealed partial class SqueezeExcitation : Layer
{
    /// <summary>A layer that squeezes the channels to a smaller number and back.</summary>
    /// <param name="channels">The channels.</param>
    /// <param name="squeezed">The smaller number.</param>
    /// <param name="activation">After the first step; max(0, x) if left out.</param>
    /// <param name="gate">After the second; the sigmoid if left out.</param>
    public SqueezeExcitation(int channels, int squeezed, Layer? activation = null, Layer? gate = null)
    {
        (Fc1, Fc2) = (new Conv2d(channels, squeezed, 1), new Conv2d(squeezed, channels, 1));
        (Activation, ScaleActivation) = (activation ?? new Relu(), gate ?? new Sigmoid());
    }

    /// <summary>To the smaller number.</summary>
    public Conv2d Fc1 { get; }

    /// <summary>Back.</summary>
    public Conv2d Fc2 { get; }

    /// <summary>After the first step.</summary>
    public Layer Activation { get; }

    /// <summary>After the second.</summary>
    public Layer ScaleActivation { get; }

    /// <inheritdoc/>
    public override string Description => $"SqueezeExcitation({Fc1.InChannels} → {Fc1.OutChannels})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) =>
        input * ScaleActivation.Call(Fc2.Call(Activation.Call(Fc1.Call(input.AdaptiveAvgPool2d(1)))));
}
