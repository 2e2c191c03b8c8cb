namespace Athanor.Training;

/// <summary>
/// Peak signal-to-noise ratio in decibels, 10 log₁₀(range² / mse), the mean over images (N, …) of that of each; infinite for equal images.
/// </summary>
/// <param name="range">The difference between the largest and the smallest value that images can have.</param>
public sealed class Psnr(double range = 1) : MeanMetric("psnr", higherIsBetter: true)
{
    /// <inheritdoc/>
    protected override (double Sum, double Count) Measure(Tensor prediction, Tensor target)
    {
        if (prediction.Shape != target.Shape)
            throw new TensorException("psnr", $"expected images of the shape of target {target.Shape}, got {prediction.Shape}");
        double[] errors = (prediction.To(DType.Float64) - target.To(DType.Float64)).Square().Flatten(1).Mean(1).ToArray<double>();
        return (errors.Sum(e => 10 * Math.Log10(range * range / e)), errors.Length);
    }
}
