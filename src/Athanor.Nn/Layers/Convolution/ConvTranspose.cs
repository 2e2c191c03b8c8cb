namespace Athanor.Nn;

/// <summary>A transposed convolution over length, which enlarges: (N, C, length), the batch dimension may be left out.</summary>
public sealed class ConvTranspose1d : TransposedConvolution
{
    /// <summary>A layer of the given kernels, initialised as in PyTorch.</summary>
    /// <param name="inChannels">Channels that come in.</param>
    /// <param name="outChannels">Channels that go out.</param>
    /// <param name="kernel">The kernel's sizes.</param>
    /// <param name="stride">How far inputs lie apart in the output; 1 if left out.</param>
    /// <param name="padding">What is cut off around the output.</param>
    /// <param name="outputPadding">What is added to one side of the output.</param>
    /// <param name="groups">How many parts the channels are divided into.</param>
    /// <param name="bias">Whether a number is added to each channel.</param>
    /// <param name="dilation">Steps between the kernel's elements; 1 if left out.</param>
    /// <exception cref="TensorException">The groups do not divide the channels, or a size does not fit.</exception>
    public ConvTranspose1d(
        int inChannels, int outChannels, Spatial kernel, Spatial stride = default, Spatial padding = default,
        Spatial outputPadding = default,
        int groups = 1, bool bias = true, Spatial dilation = default)
        : base(1, inChannels, outChannels, kernel, stride, padding, outputPadding, groups, bias, dilation)
    {
    }
}

/// <summary>A transposed convolution over height and width, which enlarges: (N, C, H, W), the batch dimension may be left out.</summary>
public sealed class ConvTranspose2d : TransposedConvolution
{
    /// <summary>A layer of the given kernels, initialised as in PyTorch.</summary>
    /// <param name="inChannels">Channels that come in.</param>
    /// <param name="outChannels">Channels that go out.</param>
    /// <param name="kernel">The kernel's sizes.</param>
    /// <param name="stride">How far inputs lie apart in the output; 1 if left out.</param>
    /// <param name="padding">What is cut off around the output.</param>
    /// <param name="outputPadding">What is added to one side of the output.</param>
    /// <param name="groups">How many parts the channels are divided into.</param>
    /// <param name="bias">Whether a number is added to each channel.</param>
    /// <param name="dilation">Steps between the kernel's elements; 1 if left out.</param>
    /// <exception cref="TensorException">The groups do not divide the channels, or a size does not fit.</exception>
    public ConvTranspose2d(
        int inChannels, int outChannels, Spatial kernel, Spatial stride = default, Spatial padding = default,
        Spatial outputPadding = default,
        int groups = 1, bool bias = true, Spatial dilation = default)
        : base(2, inChannels, outChannels, kernel, stride, padding, outputPadding, groups, bias, dilation)
    {
    }
}

/// <summary>
/// A transposed convolution over depth, height and width, which enlarges: (N, C, D, H, W), the batch dimension may be left out.
/// </summary>
public sealed class ConvTranspose3d : TransposedConvolution
{
    /// <summary>A layer of the given kernels, initialised as in PyTorch.</summary>
    /// <param name="inChannels">Channels that come in.</param>
    /// <param name="outChannels">Channels that go out.</param>
    /// <param name="kernel">The kernel's sizes.</param>
    /// <param name="stride">How far inputs lie apart in the output; 1 if left out.</param>
    /// <param name="padding">What is cut off around the output.</param>
    /// <param name="outputPadding">What is added to one side of the output.</param>
    /// <param name="groups">How many parts the channels are divided into.</param>
    /// <param name="bias">Whether a number is added to each channel.</param>
    /// <param name="dilation">Steps between the kernel's elements; 1 if left out.</param>
    /// <exception cref="TensorException">The groups do not divide the channels, or a size does not fit.</exception>
    public ConvTranspose3d(
        int inChannels, int outChannels, Spatial kernel, Spatial stride = default, Spatial padding = default,
        Spatial outputPadding = default,
        int groups = 1, bool bias = true, Spatial dilation = default)
        : base(3, inChannels, outChannels, kernel, stride, padding, outputPadding, groups, bias, dilation)
    {
    }
}
