namespace Athanor.Nn;

/// <summary>What instance norms of all ranks share; see <see cref="InstanceNorm2d"/>.</summary>
[Module]
public abstract partial class InstanceNorm : Layer
{
    private readonly int _rank;

    private protected InstanceNorm(int rank, int channels, double eps, double momentum, bool affine, bool trackRunningStats)
    {
        (_rank, Channels, Eps, Momentum) = (rank, channels, eps, momentum);
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

    /// <summary>How far running statistics move to each batch's.</summary>
    public double Momentum { get; }

    /// <summary>(channels), or null.</summary>
    public Parameter? Weight { get; }

    /// <summary>(channels), or null.</summary>
    public Parameter? Bias { get; }

    /// <summary>(channels), or null.</summary>
    public Buffer? RunningMean { get; }

    /// <summary>(channels), or null.</summary>
    public Buffer? RunningVar { get; }

    /// <summary>A scalar, or null; PyTorch keeps it and never counts.</summary>
    public Buffer? NumBatchesTracked { get; }

    /// <inheritdoc/>
    public override string Description => $"{GetType().Name}({Channels})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        bool single = input.Rank == _rank + 1;
        Tensor x = single ? input.Unsqueeze(0) : input;
        if (x.Rank != _rank + 2 || x.Shape[1] != Channels)
            throw new TensorException("instance_norm", $"expected (N, {Channels}, {_rank} sizes) or the same without N, got shape {input.Shape}");
        Tensor y;
        if (RunningMean is { } mean && RunningVar is { } variance)
        {
            // Each instance is a batch of one whose channels are all instances' channels; the running statistics move by their mean.
            int n = x.Shape[0];
            if (!Training)
                return Back(x.BatchNorm(mean, variance, Weight, Bias, false, Momentum, Eps));
            Tensor means = mean.Detach().Expand(n, Channels).Clone().Reshape(-1), variances = variance.Detach().Expand(n, Channels).Clone().Reshape(-1);
            y = x.Reshape([1, n * Channels, .. x.Shape[2..]]).BatchNorm(means, variances, null, null, true, Momentum, Eps).Reshape(x.Shape);
            using (Autograd.GradMode.NoGrad())
            {
                mean.CopyFrom(means.Reshape(n, Channels).Mean(0));
                variance.CopyFrom(variances.Reshape(n, Channels).Mean(0));
            }
            int[] shape = [Channels, .. Enumerable.Repeat(1, _rank)];
            y = Weight is { } w ? y * w.Reshape(shape) : y;
            return Back(Bias is { } b ? y + b.Reshape(shape) : y);
        }
        return Back(x.GroupNorm(Channels, Weight, Bias, Eps));

        Tensor Back(Tensor result) => single ? result.Squeeze(0) : result;
    }
}

/// <summary>Each instance's channels normalised over length (Ulyanov et al. 2016); (N, C, length).</summary>
public sealed class InstanceNorm1d : InstanceNorm
{
    /// <summary>A layer of the given number of channels.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">How far running statistics move to each batch's.</param>
    /// <param name="affine">Whether a weight and a bias are learned.</param>
    /// <param name="trackRunningStats">Whether statistics are kept for evaluation.</param>
    public InstanceNorm1d(int channels, double eps = 1e-5, double momentum = 0.1, bool affine = false, bool trackRunningStats = false)
        : base(1, channels, eps, momentum, affine, trackRunningStats)
    {
    }
}

/// <summary>Each instance's channels normalised over height and width (Ulyanov et al. 2016); (N, C, H, W).</summary>
public sealed class InstanceNorm2d : InstanceNorm
{
    /// <summary>A layer of the given number of channels.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">How far running statistics move to each batch's.</param>
    /// <param name="affine">Whether a weight and a bias are learned.</param>
    /// <param name="trackRunningStats">Whether statistics are kept for evaluation.</param>
    public InstanceNorm2d(int channels, double eps = 1e-5, double momentum = 0.1, bool affine = false, bool trackRunningStats = false)
        : base(2, channels, eps, momentum, affine, trackRunningStats)
    {
    }
}

/// <summary>Each instance's channels normalised over depth, height and width (Ulyanov et al. 2016); (N, C, D, H, W).</summary>
public sealed class InstanceNorm3d : InstanceNorm
{
    /// <summary>A layer of the given number of channels.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">How far running statistics move to each batch's.</param>
    /// <param name="affine">Whether a weight and a bias are learned.</param>
    /// <param name="trackRunningStats">Whether statistics are kept for evaluation.</param>
    public InstanceNorm3d(int channels, double eps = 1e-5, double momentum = 0.1, bool affine = false, bool trackRunningStats = false)
        : base(3, channels, eps, momentum, affine, trackRunningStats)
    {
    }
}
