namespace Athanor.Training;

/// <summary>
/// Structural similarity over five scales, each half of the one before (Wang, Simoncelli and Bovik 2003, "Multiscale structural similarity
/// for image quality assessment"): contrast and structure at every scale, luminance at the last, to the powers 0.0448, 0.2856, 0.3001,
/// 0.2363 and 0.1333. A negative mean counts as 0. Images are (N, C, height, width), at least 176 × 176, so that the window fits the
/// smallest scale.
/// </summary>
/// <param name="range">The difference between the largest and the smallest value that images can have.</param>
public sealed class MsSsim(double range = 1) : MeanMetric("ms_ssim", higherIsBetter: true)
{
    private static readonly double[] _weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    /// <inheritdoc/>
    protected override (double Sum, double Count) Measure(Tensor prediction, Tensor target)
    {
        int last = _weights.Length - 1;
        (Tensor a, Tensor b) = SimilarityMaps.Planes("ms_ssim", prediction, target, SimilarityMaps.Window << last);
        Tensor? product = null;
        for (int scale = 0; scale <= last; scale++)
        {
            (Tensor luminance, Tensor structure) = SimilarityMaps.Of(a, b, range);
            Tensor map = scale == last ? luminance * structure : structure;
            Tensor factor = map.Mean([1, 2, 3]).Clamp(0).Pow(_weights[scale]);
            product = product is null ? factor : product * factor;
            if (scale < last)
                (a, b) = (a.AvgPool2d(2), b.AvgPool2d(2));
        }
        return (product!.Mean().Item() * target.Shape[0], target.Shape[0]);
    }
}
