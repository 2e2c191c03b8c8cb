using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// The convolution (cross-correlation) of (N, C, spatial…) with a weight (out, C / groups, kernel…) of one to three spatial dimensions,
    /// plus a bias of (out). The batch dimension may be left out.
    /// </summary>
    /// <exception cref="TensorException">Ranks, channels or dtypes do not fit, or the kernel exceeds the padded input.</exception>
    public Tensor Conv(Tensor weight, Tensor? bias = null, Spatial stride = default, Spatial padding = default, Spatial dilation = default, int groups = 1)
    {
        int rank = SpatialRank("conv", weight);
        string op = $"conv{rank}d";
        Spatial pad = padding.For(rank, 0, op, "padding", 0);
        return Convolved(op, weight, bias, stride.For(rank, 1, op, "stride", 1), pad, pad, dilation.For(rank, 1, op, "dilation", 1), groups);
    }

    /// <summary>
    /// The convolution of stride 1 padded so that the output has the input's size; an odd number of padding elements puts the extra one
    /// behind.
    /// </summary>
    public Tensor ConvSame(Tensor weight, Tensor? bias = null, Spatial dilation = default, int groups = 1)
    {
        int rank = SpatialRank("conv", weight);
        string op = $"conv{rank}d";
        Spatial dilate = dilation.For(rank, 1, op, "dilation", 1);
        Span<int> before = stackalloc int[rank], after = stackalloc int[rank];
        for (int i = 0; i < rank; i++)
        {
            int total = dilate[i] * (weight.Shape[i + 2] - 1);
            before[i] = total / 2;
            after[i] = total - before[i];
        }
        return Convolved(op, weight, bias, new Spatial(1).For(rank, 1, op, "stride", 1), new Spatial(before), new Spatial(after), dilate, groups);
    }

    /// <summary>Convolution over (N, C, length) or (C, length); see <see cref="Conv"/>.</summary>
    public Tensor Conv1d(Tensor weight, Tensor? bias = null, Spatial stride = default, Spatial padding = default, Spatial dilation = default, int groups = 1) =>
        Expect(weight, 1, "conv1d").Conv(weight, bias, stride, padding, dilation, groups);

    /// <summary>Convolution over (N, C, height, width) or (C, height, width); see <see cref="Conv"/>.</summary>
    public Tensor Conv2d(Tensor weight, Tensor? bias = null, Spatial stride = default, Spatial padding = default, Spatial dilation = default, int groups = 1) =>
        Expect(weight, 2, "conv2d").Conv(weight, bias, stride, padding, dilation, groups);

    /// <summary>Convolution over (N, C, depth, height, width) or without N; see <see cref="Conv"/>.</summary>
    public Tensor Conv3d(Tensor weight, Tensor? bias = null, Spatial stride = default, Spatial padding = default, Spatial dilation = default, int groups = 1) =>
        Expect(weight, 3, "conv3d").Conv(weight, bias, stride, padding, dilation, groups);

    /// <summary>
    /// The transposed convolution of (N, C, spatial…) with a weight (C, out / groups, kernel…): the gradient of a convolution with respect
    /// to its input, of size (input − 1) · stride − 2 · padding + dilation · (kernel − 1) + output padding + 1.
    /// </summary>
    /// <exception cref="TensorException">Ranks, channels or dtypes do not fit, or the output padding reaches both stride and dilation.</exception>
    public Tensor ConvTranspose(
        Tensor weight, Tensor? bias = null, Spatial stride = default, Spatial padding = default, Spatial outputPadding = default, int groups = 1, Spatial dilation = default)
    {
        int rank = SpatialRank("conv_transpose", weight);
        string op = $"conv_transpose{rank}d";
        CheckGroups(op, groups);
        Spatial step = stride.For(rank, 1, op, "stride", 1), dilate = dilation.For(rank, 1, op, "dilation", 1);
        Spatial pad = padding.For(rank, 0, op, "padding", 0), extra = outputPadding.For(rank, 0, op, "output padding", 0);
        Tensor x = Batched(op, rank, out bool single);
        Span<int> size = stackalloc int[rank], after = stackalloc int[rank];
        for (int i = 0; i < rank; i++)
        {
            if (extra[i] >= step[i] && extra[i] >= dilate[i])
                throw new TensorException(op, $"output padding must be less than stride or dilation, got {extra} with stride {step} and dilation {dilate}");
            long length = (x.Shape[i + 2] - 1L) * step[i] - 2L * pad[i] + (long)dilate[i] * (weight.Shape[i + 2] - 1) + extra[i] + 1;
            if (length <= 0)
                throw new TensorException(op, $"the output would have size {length} in spatial dimension {i} for input {Shape} and weight {weight.Shape}");
            size[i] = checked((int)length);
            after[i] = pad[i] - extra[i];
        }
        var geometry = new ConvGeometry(step, pad, new Spatial(after), dilate, groups);
        Tensor y = Apply(new ConvInputGrad(geometry, new Shape(size)), x, weight);
        if (bias is not null)
        {
            if (bias.Rank != 1 || bias.Shape[0] != y.Shape[1])
                throw new TensorException(op, $"bias must have shape ({y.Shape[1]},), got {bias.Shape}");
            y = y + PerChannel(bias, y.Rank);
        }
        return single ? y.Squeeze(0) : y;
    }

    /// <summary>Transposed convolution over (N, C, length); see <see cref="ConvTranspose"/>.</summary>
    public Tensor ConvTranspose1d(
        Tensor weight, Tensor? bias = null, Spatial stride = default, Spatial padding = default, Spatial outputPadding = default, int groups = 1, Spatial dilation = default) =>
        Expect(weight, 1, "conv_transpose1d").ConvTranspose(weight, bias, stride, padding, outputPadding, groups, dilation);

    /// <summary>Transposed convolution over (N, C, height, width); see <see cref="ConvTranspose"/>.</summary>
    public Tensor ConvTranspose2d(
        Tensor weight, Tensor? bias = null, Spatial stride = default, Spatial padding = default, Spatial outputPadding = default, int groups = 1, Spatial dilation = default) =>
        Expect(weight, 2, "conv_transpose2d").ConvTranspose(weight, bias, stride, padding, outputPadding, groups, dilation);

    /// <summary>Transposed convolution over (N, C, depth, height, width); see <see cref="ConvTranspose"/>.</summary>
    public Tensor ConvTranspose3d(
        Tensor weight, Tensor? bias = null, Spatial stride = default, Spatial padding = default, Spatial outputPadding = default, int groups = 1, Spatial dilation = default) =>
        Expect(weight, 3, "conv_transpose3d").ConvTranspose(weight, bias, stride, padding, outputPadding, groups, dilation);

    /// <summary>A vector of (C) seen as (1, C, 1, …) of the given rank.</summary>
    internal static Tensor PerChannel(Tensor vector, int rank)
    {
        Span<int> dims = stackalloc int[rank];
        dims.Fill(1);
        dims[1] = vector.Shape[0];
        return vector.Reshape(dims);
    }

    /// <summary>This tensor with a batch dimension in front, added if it has just (C, spatial…).</summary>
    internal Tensor Batched(string op, int rank, out bool single)
    {
        single = Rank == rank + 1;
        if (!single && Rank != rank + 2)
            throw new TensorException(op, $"expected (N, C, {rank} spatial dimension{(rank > 1 ? "s" : "")}) or the same without N, got {Shape}");
        return single ? Unsqueeze(0) : this;
    }

    private static void CheckGroups(string op, int groups)
    {
        if (groups < 1)
            throw new TensorException(op, $"groups must be positive, got {groups}");
    }

    private static int SpatialRank(string op, Tensor weight) => weight.Rank is >= 3 and <= 5
        ? weight.Rank - 2
        : throw new TensorException(op, $"the weight must have one to three spatial dimensions behind (out, in), got {weight.Shape}");

    private Tensor Expect(Tensor weight, int rank, string op) => weight.Rank == rank + 2
        ? this
        : throw new TensorException(op, $"the weight must have {rank + 2} dimensions, got {weight.Shape}");

    private Tensor Convolved(string op, Tensor weight, Tensor? bias, Spatial stride, Spatial before, Spatial after, Spatial dilation, int groups)
    {
        CheckGroups(op, groups);
        Tensor x = Batched(op, stride.Count, out bool single);
        var conv = new Conv(new ConvGeometry(stride, before, after, dilation, groups));
        Tensor y = bias is null ? Apply(conv, x, weight) : Apply(conv, x, weight, bias);
        return single ? y.Squeeze(0) : y;
    }
}
