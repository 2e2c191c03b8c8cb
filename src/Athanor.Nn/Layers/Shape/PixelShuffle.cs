namespace Athanor.Nn;

/// <summary>Channels laid out as pixels: (…, C·r², H, W) → (…, C, H·r, W·r) (Shi et al. 2016).</summary>
/// <param name="factor">How many times larger it becomes.</param>
public sealed class PixelShuffle(int factor) : Layer
{
    /// <summary>How many times larger it becomes.</summary>
    public int Factor { get; } = factor;

    /// <inheritdoc/>
    public override string Description => $"PixelShuffle({Factor})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => Shuffle(input);

    private Tensor Shuffle(Tensor x)
    {
        if (x.Rank < 3 || x.Shape[^3] % (Factor * Factor) != 0)
            throw new TensorException("pixel_shuffle", $"expected (…, C · {Factor * Factor}, H, W), got shape {x.Shape}");
        int c = x.Shape[^3] / (Factor * Factor), h = x.Shape[^2], w = x.Shape[^1];
        return x.Reshape(-1, c, Factor, Factor, h, w).Permute(0, 1, 4, 2, 5, 3).Reshape([.. x.Shape[..^3], c, h * Factor, w * Factor]);
    }
}

/// <summary>Pixels laid out as channels: (…, C, H·r, W·r) → (…, C·r², H, W).</summary>
/// <param name="factor">How many times smaller it becomes.</param>
public sealed class PixelUnshuffle(int factor) : Layer
{
    /// <summary>How many times smaller it becomes.</summary>
    public int Factor { get; } = factor;

    /// <inheritdoc/>
    public override string Description => $"PixelUnshuffle({Factor})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => Unshuffle(input);

    private Tensor Unshuffle(Tensor x)
    {
        if (x.Rank < 3 || x.Shape[^2] % Factor != 0 || x.Shape[^1] % Factor != 0)
            throw new TensorException("pixel_unshuffle", $"expected (…, C, H, W) with sizes that {Factor} divides, got shape {x.Shape}");
        int c = x.Shape[^3], h = x.Shape[^2] / Factor, w = x.Shape[^1] / Factor;
        return x.Reshape(-1, c, h, Factor, w, Factor).Permute(0, 1, 3, 5, 2, 4).Reshape([.. x.Shape[..^3], c * Factor * Factor, h, w]);
    }
}

/// <summary>Channels of groups dealt out in turn (Zhang et al. 2018); (N, C, …).</summary>
/// <param name="groups">How many groups.</param>
public sealed class ChannelShuffle(int groups) : Layer
{
    /// <summary>How many groups.</summary>
    public int Groups { get; } = groups;

    /// <inheritdoc/>
    public override string Description => $"ChannelShuffle({Groups})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => Deal(input);

    private Tensor Deal(Tensor x)
    {
        if (x.Rank < 3 || x.Shape[1] % Groups != 0)
            throw new TensorException("channel_shuffle", $"expected (N, C, …) with channels that {Groups} divides, got shape {x.Shape}");
        return x.Unflatten(1, Groups, x.Shape[1] / Groups).Transpose(1, 2).Reshape(x.Shape);
    }
}
