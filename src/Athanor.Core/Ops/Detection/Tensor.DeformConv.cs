namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// A convolution of (N, C, H, W) whose kernel elements look at places moved by offsets, between elements bilinearly and outside at zeros (Dai
    /// et al. 2017); a mask weighs what each of them sees (Zhu et al. 2019). It can be differentiated any number of times by everything.
    /// </summary>
    /// <param name="offset">
    /// (N, 2 · G · kh · kw, out height, out width) for G groups of channels that share offsets: for each group and kernel element how far down and
    /// how far to the right.
    /// </param>
    /// <param name="weight">(out, C / groups, kh, kw).</param>
    /// <param name="bias">(out), or null.</param>
    /// <param name="stride">Steps from one output to the next; 1 if left out.</param>
    /// <param name="padding">Zeros around the image.</param>
    /// <param name="dilation">Steps between the kernel's elements; 1 if left out.</param>
    /// <param name="mask">(N, G · kh · kw, out height, out width), or null for ones.</param>
    /// <exception cref="TensorException">Shapes do not fit; the groups G follow from the offset's.</exception>
    public Tensor DeformConv2d(
        Tensor offset, Tensor weight, Tensor? bias = null, Spatial stride = default, Spatial padding = default, Spatial dilation = default, Tensor? mask = null)
    {
        const string op = "deform_conv2d";
        if (Rank != 4 || weight.Rank != 4 || offset.Rank != 4)
            throw new TensorException(op, $"expected an image, a weight and offsets of 4 dimensions, got {Shape}, {weight.Shape} and {offset.Shape}");
        (Spatial step, Spatial pad, Spatial dilate) = (stride.For(2, 1, op, "stride", 1), padding.For(2, 0, op, "padding", 0), dilation.For(2, 1, op, "dilation", 1));
        (int n, int channels, int h, int w) = (Shape[0], Shape[1], Shape[2], Shape[3]);
        (int outs, int each, int kh, int kw) = (weight.Shape[0], weight.Shape[1], weight.Shape[2], weight.Shape[3]);
        int taps = kh * kw;
        if (each == 0 || taps == 0 || channels % each != 0 || outs % (channels / each) != 0)
            throw new TensorException(op, $"expected a weight (out, channels / groups, kernel…) for {channels} channels, got {weight.Shape}");
        int outH = OutputSize(h, kh, 0), outW = OutputSize(w, kw, 1), groups = channels / each, parts = offset.Shape[1] / (2 * taps);
        if (parts == 0 || channels % parts != 0 || offset.Shape != new Shape([n, 2 * parts * taps, outH, outW]))
            throw new TensorException(op, $"expected offsets ({n}, 2 · G · {taps}, {outH}, {outW}) with G dividing {channels} channels, got {offset.Shape}");
        if (mask is not null && mask.Shape != new Shape([n, parts * taps, outH, outW]))
            throw new TensorException(op, $"expected a mask ({n}, {parts * taps}, {outH}, {outW}), got {mask.Shape}");
        if (h == 0 || w == 0)
            throw new TensorException(op, $"spatial dimensions must not be empty, got {Shape}");

        // Where each kernel element would look: taps along the second dimension, then rows and columns of the output.
        Tensor row = Places(kh, outH, 0).Reshape(1, kh, 1, outH, 1).Expand(1, kh, kw, outH, 1).Reshape(1, taps, outH, 1);
        Tensor column = Places(kw, outW, 1).Reshape(1, 1, kw, 1, outW).Expand(1, kh, kw, 1, outW).Reshape(1, taps, 1, outW);
        Tensor moves = offset.Reshape(n * parts, taps, 2, outH, outW);
        Tensor y = (moves.Select(2, 0) + row).Reshape(n * parts, taps * outH * outW), x = (moves.Select(2, 1) + column).Reshape(n * parts, taps * outH * outW);
        Tensor seen = new Sampler(Reshape(n * parts, channels / parts, h, w), SamplePadding.Zeros, false).Linear([y, x]);
        if (mask is not null)
            seen = seen * mask.Reshape(n * parts, 1, taps * outH * outW);
        Tensor product = weight.Reshape(1, groups, outs / groups, each * taps).MatMul(seen.Reshape(n, groups, each * taps, outH * outW));
        Tensor result = product.Reshape(n, outs, outH, outW);
        return bias is null ? result : result + bias.Reshape(outs, 1, 1);

        int OutputSize(int size, int kernel, int dim)
        {
            int room = size + 2 * pad[dim] - dilate[dim] * (kernel - 1) - 1;
            return room >= 0
                ? room / step[dim] + 1
                : throw new TensorException(op, $"the dilated kernel of size {dilate[dim] * (kernel - 1) + 1} exceeds the padded image of size {size + 2 * pad[dim]}");
        }

        // (kernel, out): dilation · i + stride · o − padding.
        Tensor Places(int kernel, int count, int dim) =>
            ((Arange(0, kernel).Unsqueeze(1) * dilate[dim]) + (Arange(0, count) * step[dim] - pad[dim])).To(DType).To(Device);
    }
}
