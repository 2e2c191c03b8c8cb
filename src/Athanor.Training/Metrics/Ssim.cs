namespace Athanor.Training;

/// <summary>
/// Structural similarity of images (N, C, height, width) by Wang, Bovik, Sheikh and Simoncelli (2004): windows of 11 × 11 under a Gaussian
/// of σ 1.5 that lie wholly inside, k₁ 0.01, k₂ 0.03; the mean over places, channels and images. Heights and widths are at least 11.
/// </summary>
/// <param name="range">The difference between the largest and the smallest value that images can have.</param>
public sealed class Ssim(double range = 1) : MeanMetric("ssim", higherIsBetter: true)
{
    /// <inheritdoc/>
    protected override (double Sum, double Count) Measure(Tensor prediction, Tensor target)
    {
        (Tensor a, Tensor b) = SimilarityMaps.Planes("ssim", prediction, target, SimilarityMaps.Window);
        (Tensor luminance, Tensor structure) = SimilarityMaps.Of(a, b, range);
        return ((luminance * structure).Mean().Item() * target.Shape[0], target.Shape[0]);
    }
}
