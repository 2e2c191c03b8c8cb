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
            throw new TensorException(
                "instance_norm", $"expected (N, {Channels}, {_rank} sizes) or the same without N, got shape {input.Shape}");
        bool own = Training || RunningMean is null;
        Tensor y = x.InstanceNorm(RunningMean, RunningVar, Weight, Bias, own, Momentum, Eps);
        return single ? y.Squeeze(0) : y;
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
