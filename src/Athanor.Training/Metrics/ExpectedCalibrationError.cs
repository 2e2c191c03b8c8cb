namespace Athanor.Training;

/// <summary>
/// How far confidence is from accuracy: the gap between their means in bins of equal width over the confidence of the predicted class,
/// weighted by the samples in each (Guo et al. 2017, "On calibration of modern neural networks").
/// </summary>
/// <param name="bins">The number of bins; one is (low, high], the first takes in 0.</param>
/// <param name="probabilities">Whether predictions are probabilities already; otherwise softmax is taken (sigmoid of one score).</param>
public sealed class ExpectedCalibrationError(int bins = 15, bool probabilities = false) : IMetric
{
    private readonly double[] _counts = new double[3 * bins];

    /// <inheritdoc/>
    public string Name => "ece";

    /// <inheritdoc/>
    public bool HigherIsBetter => false;

    /// <inheritdoc/>
    public double Value
    {
        get
        {
            double samples = 0, gap = 0;
            for (int b = 0; b < bins; b++)
            {
                samples += _counts[3 * b];
                gap += Math.Abs(_counts[3 * b + 1] - _counts[3 * b + 2]);
            }
            return samples > 0 ? gap / samples : double.NaN;
        }
    }

    /// <inheritdoc/>
    public double[] State
    {
        get => (double[])_counts.Clone();
        set => value.CopyTo(_counts, 0);
    }

    /// <inheritdoc/>
    public void Add(Tensor prediction, Tensor target)
    {
        (double[] rows, int width) = Batches.Rows(Batches.Probabilities(prediction, probabilities));
        long[] wanted = target.To(DType.Int64).ToArray<long>();
        Batches.SameCount(rows.Length / width, wanted.Length);
        for (int i = 0; i < wanted.Length; i++)
        {
            ReadOnlySpan<double> row = rows.AsSpan(i * width, width);
            int best = 0;
            for (int c = 1; c < width; c++)
                if (row[c] > row[best])
                    best = c;
            int bin = Math.Clamp((int)Math.Ceiling(row[best] * bins) - 1, 0, bins - 1);
            _counts[3 * bin]++;
            _counts[3 * bin + 1] += row[best];
            _counts[3 * bin + 2] += best == wanted[i] ? 1 : 0;
        }
    }

    /// <inheritdoc/>
    public void Reset() => Array.Clear(_counts);
}
