namespace Athanor.Nn;

/// <summary>First values of parameters. Each draws from <see cref="RandomSource.Default"/>; on the meta device they cost nothing.</summary>
public static partial class Init
{
    /// <summary>All 0.</summary>
    public static Tensor Zeros(Shape shape) => Constant(shape, 0);

    /// <summary>All 1.</summary>
    public static Tensor Ones(Shape shape) => Constant(shape, 1);

    /// <summary>All one value.</summary>
    public static Tensor Constant(Shape shape, double value) => Tensor.Full(shape, value);

    /// <summary>Uniform in [low, high).</summary>
    public static Tensor Uniform(Shape shape, double low = 0, double high = 1) =>
        Made(shape, () => Tensor.Rand(shape) * (high - low) + low);

    /// <summary>Normal with a mean and deviation.</summary>
    public static Tensor Normal(Shape shape, double mean = 0, double deviation = 1) =>
        Made(shape, () => Tensor.RandN(shape) * deviation + mean);

    /// <summary>
    /// Normal, cut to [<paramref name="low"/>, <paramref name="high"/>]: uniform numbers through the inverse of the cut distribution, so
    /// exact.
    /// </summary>
    public static Tensor TruncatedNormal(Shape shape, double mean = 0, double deviation = 1, double low = -2, double high = 2)
    {
        if (!(low < high))
            throw new TensorException("truncated_normal", $"expected low < high, got {low} and {high}");
        return Made(shape, () =>
        {
            // erf of the bounds: what a uniform number is spread over before it goes back through the inverse.
            double from = Erf((low - mean) / (deviation * Math.Sqrt(2))), to = Erf((high - mean) / (deviation * Math.Sqrt(2)));
            return ((Tensor.Rand(shape) * (to - from) + from).ErfInv() * (deviation * Math.Sqrt(2)) + mean).Clamp(low, high);
        });
    }

    /// <summary>Uniform, of a variance that keeps both activations and gradients in size (Glorot and Bengio 2010).</summary>
    public static Tensor XavierUniform(Shape shape, double gain = 1)
    {
        (long fanIn, long fanOut) = Fans(shape);
        double bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
        return Uniform(shape, -bound, bound);
    }

    /// <summary>Normal, of a variance that keeps both activations and gradients in size (Glorot and Bengio 2010).</summary>
    public static Tensor XavierNormal(Shape shape, double gain = 1)
    {
        (long fanIn, long fanOut) = Fans(shape);
        return Normal(shape, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
    }

    /// <summary>
    /// Uniform with the bound that keeps the variance of activations through rectifiers of the given negative slope (He et al. 2015).
    /// </summary>
    public static Tensor KaimingUniform(Shape shape, double slope = 0, bool fanOut = false)
    {
        double bound = Math.Sqrt(3) * KaimingDeviation(shape, slope, fanOut);
        return Uniform(shape, -bound, bound);
    }

    /// <summary>
    /// Normal with the deviation that keeps the variance of activations through rectifiers of the given negative slope (He et al. 2015).
    /// </summary>
    public static Tensor KaimingNormal(Shape shape, double slope = 0, bool fanOut = false) =>
        Normal(shape, 0, KaimingDeviation(shape, slope, fanOut));

    /// <summary>
    /// Uniform for networks of sines (Sitzmann et al. 2020): the first layer spreads over its inputs, others keep the distribution.
    /// </summary>
    /// <param name="shape">The weight's shape.</param>
    /// <param name="first">Whether it is the first layer's.</param>
    /// <param name="omega">The factor inside the sine.</param>
    public static Tensor Siren(Shape shape, bool first = false, double omega = 30)
    {
        long fanIn = Fans(shape).In;
        double bound = first ? 1.0 / fanIn : Math.Sqrt(6.0 / fanIn) / omega;
        return Uniform(shape, -bound, bound);
    }

    /// <summary>The gain of a non-linearity by PyTorch's name of it.</summary>
    /// <param name="name"><c>linear</c>, <c>conv2d</c>, <c>sigmoid</c>, <c>tanh</c>, <c>relu</c>, <c>leaky_relu</c>, <c>selu</c>.</param>
    /// <param name="slope">The negative slope of a leaky rectifier.</param>
    /// <exception cref="ArgumentException">The name is none of these.</exception>
    public static double Gain(string name, double slope = 0.01) => name switch
    {
        "linear" or "sigmoid" or "identity" => 1,
        "conv1d" or "conv2d" or "conv3d" or "conv_transpose1d" or "conv_transpose2d" or "conv_transpose3d" => 1,
        "tanh" => 5.0 / 3,
        "relu" => Math.Sqrt(2),
        "leaky_relu" => Math.Sqrt(2 / (1 + slope * slope)),
        "selu" => 0.75,
        _ => throw new ArgumentException($"no gain is known of '{name}'; expected linear, conv2d, sigmoid, tanh, relu, leaky_relu or selu", nameof(name)),
    };

    /// <summary>How many inputs each output sums, and how many outputs each input feeds, for a weight (out, in, …).</summary>
    internal static (long In, long Out) Fans(Shape shape)
    {
        if (shape.Rank < 2)
            throw new TensorException("init", $"fans need a weight of at least 2 dimensions, got {shape}");
        long field = 1;
        for (int i = 2; i < shape.Rank; i++)
            field *= shape[i];
        return (shape[1] * field, shape[0] * field);
    }

    private static double KaimingDeviation(Shape shape, double slope, bool fanOut)
    {
        (long fanIn, long fanOutCount) = Fans(shape);
        return Math.Sqrt(2 / ((1 + slope * slope) * Math.Max(fanOut ? fanOutCount : fanIn, 1)));
    }

    private static double Erf(double x) => Tensor.Scalar(x, DType.Float64).Erf().Item();

    /// <summary>Nothing is drawn or computed for a module on the meta device; elsewhere the steps on the way are released.</summary>
    private static Tensor Made(Shape shape, Func<Tensor> make)
    {
        if (Defaults.Device.Kind == DeviceKind.Meta)
            return Tensor.Empty(shape);
        using TensorScope scope = TensorScope.Begin("Init");
        return scope.Return(make());
    }
}
