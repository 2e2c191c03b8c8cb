using Athanor.Autograd;
using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// (x − mean) / √(var + ε) over the last dimensions, times weight plus bias of those dimensions' shape (Ba et al. 2016).
    /// </summary>
    /// <exception cref="TensorException">The shape does not end in <paramref name="normalizedShape"/>, or weight or bias has another.</exception>
    public Tensor LayerNorm(Shape normalizedShape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
    {
        int[] dims = NormalizedDims("layer_norm", normalizedShape, weight, bias);
        if (CanStandardize(weight, bias) && normalizedShape.Count <= int.MaxValue)
            return Standardized(new NormPlan((int)(Count / normalizedShape.Count), 1, (int)normalizedShape.Count, NormWeights.Element, 1), eps, true, weight, bias)[0];
        Tensor deviation = this - Mean(dims, keepDim: true);
        Tensor y = deviation * (deviation.Square().Mean(dims, keepDim: true) + eps).Rsqrt();
        return Affine(y, weight, bias);
    }

    /// <summary>x / √(mean of x² + ε) over the last dimensions, times weight (Zhang and Sennrich 2019); ε is the type's precision unless given.</summary>
    /// <exception cref="TensorException">The shape does not end in <paramref name="normalizedShape"/>, or the weight has another.</exception>
    public Tensor RmsNorm(Shape normalizedShape, Tensor? weight = null, double? eps = null)
    {
        int[] dims = NormalizedDims("rms_norm", normalizedShape, weight, null);
        if (CanStandardize(weight, null) && normalizedShape.Count <= int.MaxValue)
            return Standardized(
                new NormPlan((int)(Count / normalizedShape.Count), 1, (int)normalizedShape.Count, NormWeights.Element, 1), eps ?? Precision(DType), false, weight, null)[0];
        Tensor y = this * (Square().Mean(dims, keepDim: true) + (eps ?? Precision(DType))).Rsqrt();
        return Affine(y, weight, null);
    }

    /// <summary>
    /// (N, C, …) normalised over each of <paramref name="groups"/> groups of channels, times weight plus bias of (C) (Wu and He 2018).
    /// </summary>
    /// <exception cref="TensorException">The channels are not divisible by the groups, or weight or bias has another size.</exception>
    public Tensor GroupNorm(int groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
    {
        CheckChannels("group_norm", weight, bias);
        if (groups < 1 || Shape[1] % groups != 0)
            throw new TensorException("group_norm", $"{Shape[1]} channels cannot be divided into {groups} groups");
        if (Count == 0)
            return PerChannelAffine(this, weight, bias);
        if (CanStandardize(weight, bias))
            return Standardized(
                new NormPlan(Shape[0] * groups, Shape[1] / groups, (int)(Count / Shape[0] / Shape[1]), NormWeights.Plane, groups), eps, true, weight, bias)[0];
        Tensor x = Reshape(Shape[0], groups, -1);
        Tensor deviation = x - x.Mean(2, keepDim: true);
        Tensor y = deviation * (deviation.Square().Mean(2, keepDim: true) + eps).Rsqrt();
        return PerChannelAffine(y.Reshape(Shape), weight, bias);
    }

    /// <summary>
    /// (N, C, …) normalised over all but the channels (Ioffe and Szegedy 2015). In training by the batch's own statistics, which also move
    /// the running ones by <paramref name="momentum"/> (variance unbiased), in place; otherwise by the running ones.
    /// </summary>
    /// <exception cref="TensorException">
    /// In training there is one value for a channel only; otherwise running statistics are missing; or a vector is not of (C).
    /// </exception>
    public Tensor BatchNorm(
        Tensor? runningMean, Tensor? runningVar, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5)
    {
        if (Count == 0 && Rank > 0)
            return Rank == 1 ? Clone() : PerChannelAffine(Clone(), weight, bias);
        CheckChannels("batch_norm", weight, bias, runningMean, runningVar);
        Span<int> dims = stackalloc int[Rank - 1];
        for (int i = 1; i < dims.Length; i++)
            dims[i] = i + 1;
        Tensor mean, variance;
        if (!training)
        {
            if (runningMean is null || runningVar is null)
                throw new TensorException("batch_norm", "running mean and variance are needed outside of training");
            (mean, variance) = (PerChannel(runningMean, Rank), PerChannel(runningVar, Rank));
            if (this.RequiresGrad || runningMean.RequiresGrad || runningVar.RequiresGrad || weight is { RequiresGrad: true } || bias is { RequiresGrad: true })
                return PerChannelAffine((this - mean) * (variance + eps).Rsqrt(), weight, bias);
            return Folded(mean, variance, weight, bias, eps);
        }
        long n = Count / Math.Max(1, Shape[1]);
        if (n <= 1)
            throw new TensorException("batch_norm", $"expected more than one value for each channel in training, got {Shape}");
        if (CanStandardize(weight, bias) && n > Shape[0])
        {
            Tensor[] all = Standardized(new NormPlan(Shape[1], Shape[0], (int)(n / Shape[0]), NormWeights.Group, 1), eps, true, weight, bias);
            Move(runningMean, runningVar, all[1], all[2], n, momentum);
            return all[0];
        }
        mean = Mean(dims, keepDim: true);
        Tensor deviation = this - mean;
        variance = deviation.Square().Mean(dims, keepDim: true);
        Move(runningMean, runningVar, mean.Reshape(-1), variance.Reshape(-1), n, momentum);
        return PerChannelAffine(deviation * (variance + eps).Rsqrt(), weight, bias);
    }

    /// <summary>Moves running statistics toward a batch's, the variance made unbiased.</summary>
    private static void Move(Tensor? runningMean, Tensor? runningVar, Tensor mean, Tensor variance, long n, double momentum)
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        runningMean?.LerpInPlace(mean.Detach().To(runningMean.DType), momentum);
        runningVar?.LerpInPlace((variance.Detach() * (n / (n - 1.0))).To(runningVar.DType), momentum);
    }

    /// <summary>Fixed statistics, weight and bias as one factor and one summand for each channel: a single pass.</summary>
    private Tensor Folded(Tensor mean, Tensor variance, Tensor? weight, Tensor? bias, double eps)
    {
        Tensor factor = (variance + eps).Rsqrt();
        if (weight is not null)
            factor = factor * PerChannel(weight, Rank);
        Tensor summand = -(mean * factor);
        return (bias is null ? summand : summand + PerChannel(bias, Rank)).To(DType).AddCmul(this, factor.To(DType));
    }

    /// <summary>Whether one kernel does it all: there is something to normalise, and weights are of the precision that it computes in.</summary>
    private bool CanStandardize(Tensor? weight, Tensor? bias) => Count > 0 && DType.IsFloating()
        && (weight is null || (weight.DType.IsFloating() && weight.DType == Athanor.DType.Float64 == (DType == Athanor.DType.Float64)))
        && (bias is null || (bias.DType.IsFloating() && bias.DType == Athanor.DType.Float64 == (DType == Athanor.DType.Float64)));

    private Tensor[] Standardized(NormPlan plan, double eps, bool centered, Tensor? weight, Tensor? bias)
    {
        var op = new Standardize(plan, eps, centered, weight is not null, bias is not null);
        return (weight, bias) switch
        {
            ({ } w, { } b) => ApplyMany(op, this, w, b),
            ({ } w, null) => ApplyMany(op, this, w),
            (null, { } b) => ApplyMany(op, this, b),
            _ => ApplyMany(op, this),
        };
    }

    /// <summary>
    /// (N, C, spatial…) normalised over the spatial dimensions of each channel of each example (Ulyanov et al. 2016), by its own statistics,
    /// which also move the running ones; or by the running ones, if <paramref name="useInputStats"/> is false.
    /// </summary>
    /// <exception cref="TensorException">There is only one spatial element, running statistics are missing, or a vector is not of (C).</exception>
    public Tensor InstanceNorm(
        Tensor? runningMean = null, Tensor? runningVar = null, Tensor? weight = null, Tensor? bias = null, bool useInputStats = true, double momentum = 0.1, double eps = 1e-5)
    {
        CheckChannels("instance_norm", weight, bias, runningMean, runningVar);
        if (!useInputStats)
            return BatchNorm(runningMean, runningVar, weight, bias, training: false, momentum, eps);
        long n = Count / Math.Max(1, (long)Shape[0] * Shape[1]);
        if (n == 1 && Count > 0)
            throw new TensorException("instance_norm", $"expected more than one spatial element, got {Shape}");
        if (runningMean is not null || runningVar is not null)
        {
            using GradMode.Restore mode = GradMode.NoGrad();
            Tensor x = Detach().Reshape(Shape[0], Shape[1], -1);
            runningMean?.LerpInPlace(x.Mean([0, 2]).To(runningMean.DType), momentum);
            runningVar?.LerpInPlace(x.Var([2]).Mean(0).To(runningVar.DType), momentum);
        }
        return GroupNorm(Shape[1], weight, bias, eps);
    }

    /// <summary>
    /// x / (k + α · mean of x² over <paramref name="size"/> neighbouring channels)^β for (N, C, …) (Krizhevsky et al. 2012).
    /// </summary>
    /// <exception cref="TensorException">There are no channels, or the size is not positive.</exception>
    public Tensor LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1)
    {
        if (Rank < 3 || size < 1)
            throw new TensorException("local_response_norm", $"expected (N, C, …) and a positive size, got {Shape} and {size}");
        if (Count == 0)
            return this;
        Tensor squares = Square().Reshape(Shape[0], 1, Shape[1], -1).Pad([0, 0, size / 2, (size - 1) / 2]);
        Tensor mean = squares.AvgPool2d((size, 1), 1).Reshape(Shape);
        return this / (mean * alpha + k).Pow(beta);
    }

    /// <summary>Checks that the shape ends in the normalised one, and names those dimensions.</summary>
    private int[] NormalizedDims(string op, Shape normalized, Tensor? weight, Tensor? bias)
    {
        if (normalized.Rank == 0 || normalized.Rank > Rank || Shape[(Rank - normalized.Rank)..] != normalized)
            throw new TensorException(op, $"expected a shape that ends in {normalized}, got {Shape}");
        if (weight is not null && weight.Shape != normalized)
            throw new TensorException(op, $"the weight must have shape {normalized}, got {weight.Shape}");
        if (bias is not null && bias.Shape != normalized)
            throw new TensorException(op, $"the bias must have shape {normalized}, got {bias.Shape}");
        var dims = new int[normalized.Rank];
        for (int i = 0; i < dims.Length; i++)
            dims[i] = Rank - dims.Length + i;
        return dims;
    }

    private void CheckChannels(string op, params ReadOnlySpan<Tensor?> vectors)
    {
        if (Rank < 2)
            throw new TensorException(op, $"expected (N, C, …), got {Shape}");
        foreach (Tensor? vector in vectors)
            if (vector is not null && (vector.Rank != 1 || vector.Shape[0] != Shape[1]))
                throw new TensorException(op, $"expected a vector of {Shape[1]} channels for input {Shape}, got {vector.Shape}");
    }

    private static Tensor Affine(Tensor y, Tensor? weight, Tensor? bias) => (weight, bias) switch
    {
        ({ } w, { } b) => b.AddCmul(y, w),
        ({ } w, null) => y * w,
        (null, { } b) => y + b,
        _ => y,
    };

    private static Tensor PerChannelAffine(Tensor y, Tensor? weight, Tensor? bias) =>
        Affine(y, weight is null ? null : PerChannel(weight, y.Rank), bias is null ? null : PerChannel(bias, y.Rank));

    private static double Precision(DType type) => type switch
    {
        DType.Float64 => 2.220446049250313e-16,
        DType.Float16 => 0.0009765625,
        DType.BFloat16 => 0.0078125,
        _ => 1.1920928955078125e-07,
    };
}
