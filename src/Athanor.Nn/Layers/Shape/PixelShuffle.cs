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
    protected override Tensor Forward(Tensor input) => input.PixelShuffle(Factor);
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
    protected override Tensor Forward(Tensor input) => input.PixelUnshuffle(Factor);
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
    protected override Tensor Forward(Tensor input) => input.ChannelShuffle(Groups);
}
