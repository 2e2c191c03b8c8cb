namespace Athanor.Nn;

/// <summary>A convolution in each channel by itself, then one of 1 × 1 across channels (Chollet 2017).</summary>
[Module]
public sealed partial class DepthwiseSeparableConv2d : Layer
{
    /// <summary>Two convolutions.</summary>
    /// <param name="inChannels">Channels that come in.</param>
    /// <param name="outChannels">Channels that go out.</param>
    /// <param name="kernel">The first one's kernel.</param>
    /// <param name="stride">The first one's stride.</param>
    /// <param name="padding">The first one's padding.</param>
    /// <param name="dilation">The first one's dilation.</param>
    /// <param name="bias">Whether both have biases.</param>
    public DepthwiseSeparableConv2d(
        int inChannels, int outChannels, Spatial kernel, Spatial stride = default, Padding padding = default, Spatial dilation = default,
        bool bias = true)
    {
        Depthwise = new Conv2d(inChannels, inChannels, kernel, stride, padding, dilation, groups: inChannels, bias: bias);
        Pointwise = new Conv2d(inChannels, outChannels, 1, bias: bias);
    }

    /// <summary>In each channel.</summary>
    public Conv2d Depthwise { get; }

    /// <summary>Across channels.</summary>
    public Conv2d Pointwise { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => Pointwise.Call(Depthwise.Call(input));
}
