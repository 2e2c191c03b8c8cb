namespace Athanor.Training;

/// <summary>
/// The mean over classes of intersection over union, the measure of semantic segmentation (Everingham et al. 2010). Classes that occur
/// neither in predictions nor in targets are left out of the mean.
/// </summary>
/// <param name="classes">The number of classes.</param>
/// <param name="ignoreIndex">The target of points that do not count; any outside 0 … classes − 1 do not count either.</param>
public sealed class MeanIou(int classes, int ignoreIndex = 255) : IMetric
{
    private readonly ConfusionMatrix _counts = new(classes);

    /// <inheritdoc/>
    public string Name => "mean_iou";

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <summary>Intersection over union of a class; NaN where it does not occur.</summary>
    public double this[int c]
    {
        get
        {
            long union = -_counts[c, c];
            for (int other = 0; other < classes; other++)
                union += _counts[c, other] + _counts[other, c];
            return union > 0 ? (double)_counts[c, c] / union : double.NaN;
        }
    }

    /// <inheritdoc/>
    public double Value =>
        Enumerable.Range(0, classes).Select(c => this[c]).Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average();

    /// <inheritdoc/>
    public double[] State
    {
        get => _counts.State;
        set => _counts.State = value;
    }

    /// <inheritdoc/>
    public void Add(Tensor prediction, Tensor target)
    {
        Tensor wanted = target.To(DType.Int64);
        // The confusion matrix leaves out negative targets, so an ignored class among the real ones is sent there.
        _counts.Add(prediction, wanted.MaskedFill(wanted.EqualTo(ignoreIndex), -1));
    }

    /// <inheritdoc/>
    public void Reset() => _counts.Reset();
}
