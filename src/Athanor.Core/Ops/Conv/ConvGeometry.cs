using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// How a kernel walks over images: what convolution and both of its gradients share. Padding behind may differ from padding in front, and be
/// negative where the last positions of the input are not reached.
/// </summary>
internal readonly record struct ConvGeometry(Spatial Stride, Spatial Before, Spatial After, Spatial Dilation, int Groups)
{
    /// <summary>The number of spatial dimensions.</summary>
    public int Rank => Stride.Count;

    /// <summary>The size of the output along a spatial dimension.</summary>
    public int OutputSize(string op, int dim, int input, int kernel)
    {
        long padded = (long)input + Before[dim] + After[dim], window = (long)Dilation[dim] * (kernel - 1) + 1;
        if (padded < window)
            throw new TensorException(op, $"the kernel of size {kernel} (dilated {window}) exceeds the padded input of size {padded} in spatial dimension {dim}");
        return checked((int)((padded - window) / Stride[dim] + 1));
    }

    /// <summary>The numbers that the kernels take.</summary>
    public ConvShape Shape(Shape x, Shape w, Shape y)
    {
        (int id, int ih, int iw) = Three(x);
        (int od, int oh, int ow) = Three(y);
        (int kd, int kh, int kw) = Three(w);
        (int sd, int sh, int sw) = Stride.Three(1);
        (int pd, int ph, int pw) = Before.Three(0);
        (int dd, int dh, int dw) = Dilation.Three(1);
        return new ConvShape(x[0], x[1], w[0], Groups, id, ih, iw, od, oh, ow, kd, kh, kw, sd, sh, sw, pd, ph, pw, dd, dh, dw);
    }

    /// <summary>Checks ranks, types and channels of an image and a weight.</summary>
    public void Check(string op, TensorSpec image, TensorSpec weight, int channelsOfWeight)
    {
        if (image.Shape.Rank != Rank + 2 || weight.Shape.Rank != Rank + 2)
            throw new TensorException(op, $"input and weight must have {Rank + 2} dimensions, got {image.Shape} and {weight.Shape}");
        if (image.DType != weight.DType || !image.DType.IsFloating())
            throw new TensorException(op, $"input and weight must have one floating dtype, got {image.DType.Name()} and {weight.DType.Name()}");
        if (image.Shape[1] != channelsOfWeight)
            throw new TensorException(op, $"expected {channelsOfWeight} channels for weight {weight.Shape}{(Groups > 1 ? $" in {Groups} groups" : "")}, got {image.Shape[1]} in {image.Shape}");
        if (weight.Shape[0] % Groups != 0)
            throw new TensorException(op, $"the weight's first dimension must be divisible by {Groups} groups, got {weight.Shape}");
    }

    private static (int D, int H, int W) Three(Shape shape) => new Spatial(shape.Dims[2..]).Three(1);
}
