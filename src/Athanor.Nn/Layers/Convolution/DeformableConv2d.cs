namespace Athanor.Nn;

/// <summary>
/// A convolution that learns where its kernel elements look (Dai et al. 2017) and, unless told otherwise, how much each counts (Zhu et al. 2019):
/// (N, C, H, W). Both come from a convolution of the input that begins with zeros.
/// </summary>
[Module]
public sealed partial class DeformableConv2d : Layer
{
    /// <summary>A layer of <paramref name="outChannels"/> kernels, initialised as <see cref="Conv2d"/>.</summary>
    /// <param name="inChannels">Channels that come in.</param>
    /// <param name="outChannels">Channels that go out.</param>
    /// <param name="kernel">The kernel's sizes.</param>
    /// <param name="stride">Steps from one output to the next; 1 if left out.</param>
    /// <param name="padding">Zeros around the input.</param>
    /// <param name="dilation">Steps between the kernel's elements; 1 if left out.</param>
    /// <param name="groups">How many parts the channels are divided into.</param>
    /// <param name="bias">Whether a number is added to each channel.</param>
    /// <param name="offsetGroups">How many parts of the channels have offsets of their own.</param>
    /// <param name="modulated">Whether kernel elements are weighed by a mask.</param>
    /// <exception cref="TensorException">The groups do not divide the channels, or a size does not fit.</exception>
    public DeformableConv2d(
        int inChannels, int outChannels, Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial dilation = default,
        int groups = 1, bool bias = true, int offsetGroups = 1, bool modulated = true)
    {
        const string op = "deform_conv2d";
        if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0 || offsetGroups < 1 || inChannels % offsetGroups != 0)
            throw new TensorException(op, $"expected channels that {groups} groups and {offsetGroups} offset groups divide, got {inChannels} in and {outChannels} out");
        (OffsetGroups, Modulated) = (offsetGroups, modulated);
        Kernel = Layers.All(kernel, 2, 0, op, "kernel");
        Stride = Layers.All(stride, 2, 1, op, "stride");
        Padding = Layers.All(padding, 2, 0, op, "padding");
        Dilation = Layers.All(dilation, 2, 1, op, "dilation");
        Weight = new Parameter(Init.KaimingUniform([outChannels, inChannels / groups, .. Kernel], slope: Math.Sqrt(5)));
        double bound = 1 / Math.Sqrt(Math.Max(Init.Fans(Weight.Shape).In, 1));
        Bias = bias ? new Parameter(Init.Uniform([outChannels], -bound, bound)) : null;
        Offset = new Conv2d(inChannels, (modulated ? 3 : 2) * offsetGroups * Kernel[0] * Kernel[1], Kernel, Stride, Padding, Dilation);
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        Offset.Weight.FillInPlace(0);
        Offset.Bias!.FillInPlace(0);
    }

    /// <summary>How many parts of the channels have offsets of their own.</summary>
    public int OffsetGroups { get; }

    /// <summary>Whether kernel elements are weighed by a mask, the sigmoid of the last third of <see cref="Offset"/>'s channels.</summary>
    public bool Modulated { get; }

    /// <summary>The kernel's sizes.</summary>
    public Spatial Kernel { get; }

    /// <summary>Steps from one output to the next.</summary>
    public Spatial Stride { get; }

    /// <summary>Zeros around the input.</summary>
    public Spatial Padding { get; }

    /// <summary>Steps between the kernel's elements.</summary>
    public Spatial Dilation { get; }

    /// <summary>(out, in / groups, kernel…).</summary>
    public Parameter Weight { get; }

    /// <summary>(out), or null.</summary>
    public Parameter? Bias { get; }

    /// <summary>From the input to offsets, and the mask before its sigmoid.</summary>
    public Conv2d Offset { get; }

    /// <inheritdoc/>
    public override string Description => $"DeformableConv2d({Offset.InChannels} → {Weight.Shape[0]}, kernel {Layers.Short(Kernel)}{(Modulated ? "" : ", not modulated")})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        Tensor moves = Offset.Call(input);
        Tensor? mask = null;
        if (Modulated)
        {
            int offsets = 2 * OffsetGroups * Kernel[0] * Kernel[1];
            mask = moves.SliceDim(1, offsets).Sigmoid();
            moves = moves.SliceDim(1, 0, offsets);
        }
        return input.DeformConv2d(moves, Weight, Bias, Stride, Padding, Dilation, mask);
    }
}
