namespace Athanor.Nn;

/// <summary>A convolution whose kernels have mean 0 and variance 1 (Qiao et al. 2019); goes with <see cref="GroupNorm"/>.</summary>
public sealed class WeightStandardizedConv2d : Convolution
{
    private readonly double _eps;

    /// <summary>A layer with <see cref="Conv2d"/>'s options.</summary>
    public WeightStandardizedConv2d(
        int inChannels, int outChannels, Spatial kernel, Spatial stride = default, Padding padding = default, Spatial dilation = default,
        int groups = 1, bool bias = true, double eps = 1e-5)
        : base(2, inChannels, outChannels, kernel, stride, padding, dilation, groups, bias, PadMode.Constant) => _eps = eps;

    private protected override Tensor EffectiveWeight
    {
        get
        {
            Tensor deviation = Weight - Weight.Mean([1, 2, 3], keepDim: true);
            return deviation * (deviation.Square().Mean([1, 2, 3], keepDim: true) + _eps).Rsqrt();
        }
    }
}
