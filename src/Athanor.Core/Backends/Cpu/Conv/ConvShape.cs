namespace Athanor.Backends.Cpu;

/// <summary>
/// A convolution over one to three dimensions, each unused one leading with size, kernel, stride and dilation 1. Padding is what precedes
/// the image; what follows it is whatever the size of the output needs.
/// </summary>
/// <remarks>Images are (batch, channels, depth, height, width), weights (out, in / groups, depth, height, width), all contiguous.</remarks>
internal readonly record struct ConvShape(
    int Batch, int InChannels, int OutChannels, int Groups,
    int ID, int IH, int IW,
    int OD, int OH, int OW,
    int KD, int KH, int KW,
    int StrideD, int StrideH, int StrideW,
    int PadD, int PadH, int PadW,
    int DilationD, int DilationH, int DilationW)
{
    /// <summary>Input channels that one output channel sees.</summary>
    public int GroupIn => InChannels / Groups;

    /// <summary>Output channels of a group.</summary>
    public int GroupOut => OutChannels / Groups;

    /// <summary>Elements of a channel of the input.</summary>
    public int InSize => checked(ID * IH * IW);

    /// <summary>Elements of a channel of the output.</summary>
    public int OutSize => checked(OD * OH * OW);

    /// <summary>Elements of the kernel of one channel.</summary>
    public int Taps => checked(KD * KH * KW);

    /// <summary>A convolution over two dimensions.</summary>
    public static ConvShape TwoD(
        int batch, int inChannels, int outChannels, int groups, (int H, int W) input, (int H, int W) output, (int H, int W) kernel,
        (int H, int W) stride, (int H, int W) pad, (int H, int W) dilation) =>
        new(
            batch, inChannels, outChannels, groups, 1, input.H, input.W, 1, output.H, output.W, 1, kernel.H, kernel.W,
            1, stride.H, stride.W, 0, pad.H, pad.W, 1, dilation.H, dilation.W);
}
