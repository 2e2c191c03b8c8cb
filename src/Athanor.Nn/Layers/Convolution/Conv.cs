namespace Athanor.Nn;

/// <summary>A convolution over length: (N, C, length), the batch dimension may be left out.</summary>
public sealed class Conv1d : Convolution
{
    /// <summary>A layer of <paramref name="outChannels"/> kernels, initialised as in PyTorch.</summary>
    /// <param name="inChannels">Channels that come in.</param>
    /// <param name="outChannels">Channels that go out.</param>
    /// <param name="kernel">The kernel's sizes.</param>
    /// <param name="stride">Steps from one output to the next; 1 if left out.</param>
    /// <param name="padding">What stands around the input; <see cref="Padding.Same"/> keeps its size.</param>
    /// <param name="dilation">Steps between the kernel's elements; 1 if left out.</param>
    /// <param name="groups">How many parts the channels are divided into.</param>
    /// <param name="bias">Whether a number is added to each channel.</param>
    /// <param name="paddingMode">What the padding is filled with.</param>
    /// <exception cref="TensorException">The groups do not divide the channels, or a size does not fit.</exception>
    public Conv1d(
        int inChannels, int outChannels, Spatial kernel, Spatial stride = default, Padding padding = default, Spatial dilation = default,
        int groups = 1, bool bias = true, PadMode paddingMode = PadMode.Constant)
        : base(1, inChannels, outChannels, kernel, stride, padding, dilation, groups, bias, paddingMode)
    {
    }
}

/// <summary>A convolution over height and width: (N, C, H, W), the batch dimension may be left out.</summary>
public sealed class Conv2d : Convolution
{
    /// <summary>A layer of <paramref name="outChannels"/> kernels, initialised as in PyTorch.</summary>
    /// <param name="inChannels">Channels that come in.</param>
    /// <param name="outChannels">Channels that go out.</param>
    /// <param name="kernel">The kernel's sizes.</param>
    /// <param name="stride">Steps from one output to the next; 1 if left out.</param>
    /// <param name="padding">What stands around the input; <see cref="Padding.Same"/> keeps its size.</param>
    /// <param name="dilation">Steps between the kernel's elements; 1 if left out.</param>
    /// <param name="groups">How many parts the channels are divided into.</param>
    /// <param name="bias">Whether a number is added to each channel.</param>
    /// <param name="paddingMode">What the padding is filled with.</param>
    /// <exception cref="TensorException">The groups do not divide the channels, or a size does not fit.</exception>
    public Conv2d(
        int inChannels, int outChannels, Spatial kernel, Spatial stride = default, Padding padding = default, Spatial dilation = default,
        int groups = 1, bool bias = true, PadMode paddingMode = PadMode.Constant)
        : base(2, inChannels, outChannels, kernel, stride, padding, dilation, groups, bias, paddingMode)
    {
    }
}

/// <summary>A convolution over depth, height and width: (N, C, D, H, W), the batch dimension may be left out.</summary>
public sealed class Conv3d : Convolution
{
    /// <summary>A layer of <paramref name="outChannels"/> kernels, initialised as in PyTorch.</summary>
    /// <param name="inChannels">Channels that come in.</param>
    /// <param name="outChannels">Channels that go out.</param>
    /// <param name="kernel">The kernel's sizes.</param>
    /// <param name="stride">Steps from one output to the next; 1 if left out.</param>
    /// <param name="padding">What stands around the input; <see cref="Padding.Same"/> keeps its size.</param>
    /// <param name="dilation">Steps between the kernel's elements; 1 if left out.</param>
    /// <param name="groups">How many parts the channels are divided into.</param>
    /// <param name="bias">Whether a number is added to each channel.</param>
    /// <param name="paddingMode">What the padding is filled with.</param>
    /// <exception cref="TensorException">The groups do not divide the channels, or a size does not fit.</exception>
    public Conv3d(
        int inChannels, int outChannels, Spatial kernel, Spatial stride = default, Padding padding = default, Spatial dilation = default,
        int groups = 1, bool bias = true, PadMode paddingMode = PadMode.Constant)
        : base(3, inChannels, outChannels, kernel, stride, padding, dilation, groups, bias, paddingMode)
    {
    }
}
