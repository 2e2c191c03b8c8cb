using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>What batch norms of all ranks share; see <see cref="BatchNorm2d"/>.</summary>
[Module]
public abstract partial class BatchNorm : Layer
{
    private readonly int _low;
    private readonly int _high;

    private protected BatchNorm(int low, int high, int channels, double eps, double? momentum, bool affine, bool trackRunningStats)
    {
        (_low, _high, Channels, Eps, Momentum) = (low, high, channels, eps, momentum);
        Weight = affine ? new Parameter(Init.Ones([channels])) : null;
        Bias = affine ? new Parameter(Init.Zeros([channels])) : null;
        RunningMean = trackRunningStats ? new Buffer(Init.Zeros([channels])) : null;
        RunningVar = trackRunningStats ? new Buffer(Init.Ones([channels])) : null;
        NumBatchesTracked = trackRunningStats ? new Buffer(Tensor.Scalar(0)) : null;
    }

    /// <summary>The number of channels.</summary>
    public int Channels { get; }

    /// <summary>Added to the variance.</summary>
    public double Eps { get; }

    /// <summary>How far running statistics move to each batch's; null averages over all batches.</summary>
    public double? Momentum { get; }

    /// <summary>(channels), or null.</summary>
    public Parameter? Weight { get; }

    /// <summary>(channels), or null.</summary>
    public Parameter? Bias { get; }

    /// <summary>(channels), or null.</summary>
    public Buffer? RunningMean { get; }

    /// <summary>(channels), or null.</summary>
    public Buffer? RunningVar { get; }

    /// <summary>A scalar: how many batches moved the statistics.</summary>
    public Buffer? NumBatchesTracked { get; }

    /// <inheritdoc/>
    public override string Description => $"{GetType().Name}({Channels})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        if (input.Rank < _low || input.Rank > _high || input.Shape[1] != Channels)
            throw new TensorException(
                "batch_norm",
                $"expected (N, {Channels}, …) of {(_low == _high ? $"{_low}" : $"{_low} or {_high}")} dimensions, got shape {input.Shape}");
        bool batch = Training || RunningMean is null;
        double momentum = Momentum ?? 0;
        if (Training && NumBatchesTracked is { } count)
        {
            using (GradMode.NoGrad())
                count.AddInPlace(count.OnesLike());
            if (Momentum is null && count.Device.Kind != DeviceKind.Meta)
                momentum = 1 / count.Item();
        }
        bool running = Training || !batch;
        return input.BatchNorm(running ? RunningMean : null, running ? RunningVar : null, Weight, Bias, batch, momentum, Eps);
    }
}

/// <summary>Channels normalised over the batch and length (Ioffe and Szegedy 2015); (N, C) or (N, C, length).</summary>
public sealed class BatchNorm1d : BatchNorm
{
    /// <summary>A layer of the given number of channels.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">How far running statistics move to each batch's; null averages over all batches.</param>
    /// <param name="affine">Whether a weight and a bias are learned.</param>
    /// <param name="trackRunningStats">Whether statistics are kept for evaluation; without them the batch's serve.</param>
    public BatchNorm1d(int channels, double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true)
        : base(2, 3, channels, eps, momentum, affine, trackRunningStats)
    {
    }
}

/// <summary>Channels normalised over the batch and height and width (Ioffe and Szegedy 2015); (N, C, H, W).</summary>
public sealed class BatchNorm2d : BatchNorm
{
    /// <summary>A layer of the given number of channels.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">How far running statistics move to each batch's; null averages over all batches.</param>
    /// <param name="affine">Whether a weight and a bias are learned.</param>
    /// <param name="trackRunningStats">Whether statistics are kept for evaluation; without them the batch's serve.</param>
    public BatchNorm2d(int channels, double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true)
        : base(4, 4, channels, eps, momentum, affine, trackRunningStats)
    {
    }
}

/// <summary>Channels normalised over the batch and depth, height and width (Ioffe and Szegedy 2015); (N, C, D, H, W).</summary>
public sealed class BatchNorm3d : BatchNorm
{
    /// <summary>A layer of the given number of channels.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">How far running statistics move to each batch's; null averages over all batches.</param>
    /// <param name="affine">Whether a weight and a bias are learned.</param>
    /// <param name="trackRunningStats">Whether statistics are kept for evaluation; without them the batch's serve.</param>
    public BatchNorm3d(int channels, double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true)
        : base(5, 5, channels, eps, momentum, affine, trackRunningStats)
    {
    }
}
