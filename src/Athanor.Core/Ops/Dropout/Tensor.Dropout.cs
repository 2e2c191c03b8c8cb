using Athanor.Autograd;

namespace Athanor;

public partial class Tensor
{
    /// <summary>In training each element is 0 with probability <paramref name="p"/>, the others are divided by 1 − p (Srivastava et al. 2014).</summary>
    /// <exception cref="TensorException">p is not between 0 and 1.</exception>
    public Tensor Dropout(double p = 0.5, bool training = true, RandomSource? random = null) => Dropped("dropout", p, training, Shape, random);

    /// <summary>
    /// In training whole channels (N, C, …) are 0 with probability <paramref name="p"/>, the others are divided by 1 − p (Tompson et al. 2015).
    /// </summary>
    /// <exception cref="TensorException">p is not between 0 and 1, or there are no channels.</exception>
    public Tensor FeatureDropout(double p = 0.5, bool training = true, RandomSource? random = null) =>
        Dropped("feature_dropout", p, training, FeatureShape("feature_dropout"), random);

    /// <summary>
    /// Dropout for self-normalising networks: dropped elements take SELU's negative limit, and the result is moved and scaled to keep mean 0
    /// and variance 1 (Klambauer et al. 2017).
    /// </summary>
    /// <exception cref="TensorException">p is not between 0 and 1.</exception>
    public Tensor AlphaDropout(double p = 0.5, bool training = true, RandomSource? random = null) => AlphaDropped("alpha_dropout", p, training, Shape, random);

    /// <summary>As <see cref="AlphaDropout"/> for whole channels (N, C, …).</summary>
    /// <exception cref="TensorException">p is not between 0 and 1, or there are no channels.</exception>
    public Tensor FeatureAlphaDropout(double p = 0.5, bool training = true, RandomSource? random = null) =>
        AlphaDropped("feature_alpha_dropout", p, training, FeatureShape("feature_alpha_dropout"), random);

    private Tensor Dropped(string op, double p, bool training, Shape shape, RandomSource? random)
    {
        CheckProbability(op, p);
        if (!training || p == 0 || Count == 0)
            return this;
        return p == 1 ? this * 0.0 : this * Kept(p, shape, random, 1 / (1 - p));
    }

    private Tensor AlphaDropped(string op, double p, bool training, Shape shape, RandomSource? random)
    {
        CheckProbability(op, p);
        if (!training || p == 0 || Count == 0)
            return this;
        const double alpha = 1.7580993408473766;
        double scale = p == 1 ? 0 : 1 / Math.Sqrt((alpha * alpha * p + 1) * (1 - p));
        Tensor kept = Kept(p, shape, random, 1);
        return this * (kept * scale) + ((kept - 1.0) * (alpha * scale) + alpha * scale * p);
    }

    /// <summary><paramref name="value"/> with probability 1 − p, else 0; drawn in float32, so that all types drop the same places.</summary>
    private Tensor Kept(double p, Shape shape, RandomSource? random, double value)
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        using Defaults.Restore device = Defaults.On(Device);
        return (Rand(shape, Athanor.DType.Float32, random) >= p).To(DType) * value;
    }

    private Shape FeatureShape(string op)
    {
        if (Rank < 2)
            throw new TensorException(op, $"expected (N, C, …), got {Shape}");
        int[] dims = Shape.ToArray();
        dims.AsSpan(2).Fill(1);
        return new Shape(dims);
    }

    private static void CheckProbability(string op, double p)
    {
        if (!(p >= 0 && p <= 1))
            throw new TensorException(op, $"the probability must be between 0 and 1, got {p}");
    }
}
