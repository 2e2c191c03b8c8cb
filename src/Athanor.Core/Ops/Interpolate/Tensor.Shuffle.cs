using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>(…, C·r², H, W) rearranged to (…, C, H·r, W·r) (Shi et al. 2016).</summary>
    /// <exception cref="TensorException">The channels are not divisible by r².</exception>
    public Tensor PixelShuffle(int factor)
    {
        if (Rank < 3 || factor < 1 || Shape[-3] % ((long)factor * factor) != 0)
            throw new TensorException("pixel_shuffle", $"expected (…, C, H, W) with C divisible by {factor}², got {Shape}");
        int c = Shape[-3] / (factor * factor), h = Shape[-2], w = Shape[-1];
        Tensor x = Reshape([.. Shape[..^3], c, factor, factor, h, w]);
        int b = Rank - 3;
        return x.Permute([.. Leading(b), b, b + 3, b + 1, b + 4, b + 2]).Reshape([.. Shape[..^3], c, h * factor, w * factor]);
    }

    /// <summary>(…, C, H·r, W·r) rearranged to (…, C·r², H, W); undoes <see cref="PixelShuffle"/>.</summary>
    /// <exception cref="TensorException">Height or width is not divisible by r.</exception>
    public Tensor PixelUnshuffle(int factor)
    {
        if (Rank < 3 || factor < 1 || Shape[-2] % factor != 0 || Shape[-1] % factor != 0)
            throw new TensorException("pixel_unshuffle", $"expected (…, C, H, W) with H and W divisible by {factor}, got {Shape}");
        int c = Shape[-3], h = Shape[-2] / factor, w = Shape[-1] / factor, b = Rank - 3;
        Tensor x = Reshape([.. Shape[..^3], c, h, factor, w, factor]);
        return x.Permute([.. Leading(b), b, b + 2, b + 4, b + 1, b + 3]).Reshape([.. Shape[..^3], c * factor * factor, h, w]);
    }

    /// <summary>(N, g·n, …) with channels reordered so that those of each of the g groups spread over all (Zhang et al. 2018).</summary>
    /// <exception cref="TensorException">The channels are not divisible by the groups.</exception>
    public Tensor ChannelShuffle(int groups)
    {
        if (Rank < 3 || groups < 1 || Shape[1] % groups != 0)
            throw new TensorException("channel_shuffle", $"expected (N, C, …) with C divisible by {groups}, got {Shape}");
        return Reshape([Shape[0], groups, Shape[1] / groups, .. Shape[2..]]).Transpose(1, 2).Reshape(Shape);
    }

    /// <summary>a · σ(b) for the halves a and b of a dimension (Dauphin et al. 2017).</summary>
    /// <exception cref="TensorException">The dimension's size is odd.</exception>
    public Tensor Glu(int dim = -1)
    {
        dim = ResolveDim(dim, "glu");
        if (Rank == 0 || Shape[dim] % 2 != 0)
            throw new TensorException("glu", $"dimension {dim} must have an even size, got shape {Shape}");
        int half = Shape[dim] / 2;
        return Narrow(dim, 0, half) * Narrow(dim, half, half).Sigmoid();
    }

    /// <summary>x, or x times a learned slope where it is negative: one slope, or one for each channel of (N, C, …) (He et al. 2015).</summary>
    /// <exception cref="TensorException">There are neither one nor C slopes.</exception>
    public Tensor PRelu(Tensor weight)
    {
        int channels = Rank >= 2 ? Shape[1] : 1;
        if (weight.Count != 1 && (weight.Rank != 1 || weight.Shape[0] != channels))
            throw new TensorException("prelu", $"expected one slope or {channels} for input {Shape}, got {weight.Shape}");
        Tensor slope = weight.Count == 1 ? weight.Reshape(Shape.Scalar) : PerChannel(weight, Rank);
        return Where(this > 0, this, this * slope);
    }

    /// <summary>x1ᵀ W x2 + bias: (…, in1), (…, in2) and weight (out, in1, in2) give (…, out).</summary>
    /// <exception cref="TensorException">Shapes do not fit.</exception>
    public Tensor Bilinear(Tensor other, Tensor weight, Tensor? bias = null)
    {
        if (weight.Rank != 3 || Rank == 0 || other.Rank != Rank || Shape[^1] != weight.Shape[1] || other.Shape[^1] != weight.Shape[2] || Shape[..^1] != other.Shape[..^1])
            throw new TensorException("bilinear", $"expected (…, in1), (…, in2) and weight (out, in1, in2), got {Shape}, {other.Shape} and {weight.Shape}");
        Tensor left = MatMul(weight.Permute(1, 0, 2).Reshape(weight.Shape[1], weight.Shape[0] * weight.Shape[2]));
        Tensor y = (left.Reshape([.. Shape[..^1], weight.Shape[0], weight.Shape[2]]) * other.Unsqueeze(-2)).Sum(-1);
        return bias is null ? y : y + bias;
    }

    private static int[] Leading(int count)
    {
        var dims = new int[count];
        for (int i = 0; i < count; i++)
            dims[i] = i;
        return dims;
    }
}
