namespace Athanor.Training;

/// <summary>
/// The share of samples whose class was found: the largest of scores (N, C, …), or the sign of one score a sample where the target is 0 or 1.
/// </summary>
public sealed class Accuracy() : MeanMetric("accuracy", higherIsBetter: true)
{
    /// <inheritdoc/>
    protected override (double Sum, double Count) Measure(Tensor prediction, Tensor target)
    {
        Tensor found = Classes.Of(prediction);
        Tensor wanted = target.Shape == found.Shape ? target : target.Reshape(found.Shape);
        return (found.EqualTo(wanted.To(DType.Int64)).To(DType.Int64).Sum().ItemInt64(), found.Count);
    }
}

/// <summary>The share of samples whose class is among the largest scores.</summary>
/// <param name="k">How many scores count.</param>
public sealed class TopK(int k = 5) : MeanMetric($"top_{k}", higherIsBetter: true)
{
    /// <inheritdoc/>
    protected override (double Sum, double Count) Measure(Tensor prediction, Tensor target)
    {
        // A class is among the k largest when fewer than k scores are above its own; equal ones count for the smaller class number.
        Tensor wanted = target.To(DType.Int64).Unsqueeze(1);
        Tensor own = prediction.Gather(1, wanted);
        var shape = new int[prediction.Rank];
        Array.Fill(shape, 1);
        shape[1] = prediction.Shape[1];
        Tensor numbers = Tensor.Arange(prediction.Shape[1]).Reshape(shape);
        Tensor before = (prediction > own).To(DType.Int64) + prediction.EqualTo(own).To(DType.Int64) * (numbers < wanted).To(DType.Int64);
        return ((before.Sum(1) < k).To(DType.Int64).Sum().ItemInt64(), target.Count);
    }
}

/// <summary>How often each class was taken for each: rows are true classes, columns predicted ones.</summary>
/// <param name="classes">The number of classes.</param>
public sealed class ConfusionMatrix(int classes) : IMetric
{
    private readonly double[] _counts = new double[classes * classes];

    /// <inheritdoc/>
    public string Name => "confusion";

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <summary>The number of classes.</summary>
    public int Classes => classes;

    /// <summary>How often class <paramref name="actual"/> was taken for <paramref name="predicted"/>.</summary>
    public long this[int actual, int predicted] => (long)_counts[actual * classes + predicted];

    /// <summary>The share on the diagonal.</summary>
    public double Value => _counts.Sum() is > 0 and var total ? Enumerable.Range(0, classes).Sum(c => _counts[c * classes + c]) / total : double.NaN;

    /// <inheritdoc/>
    public double[] State
    {
        get => (double[])_counts.Clone();
        set => value.CopyTo(_counts, 0);
    }

    /// <inheritdoc/>
    public void Add(Tensor prediction, Tensor target)
    {
        long[] found = Training.Classes.Of(prediction).ToArray<long>(), wanted = target.To(DType.Int64).ToArray<long>();
        for (int i = 0; i < found.Length; i++)
            if (wanted[i] >= 0 && wanted[i] < classes && found[i] < classes)
                _counts[wanted[i] * classes + found[i]]++;
    }

    /// <inheritdoc/>
    public void Reset() => Array.Clear(_counts);

    /// <summary>Of the samples taken for a class, the share that are of it.</summary>
    public double Precision(int c) => _counts[c * classes + c] / Enumerable.Range(0, classes).Sum(r => _counts[r * classes + c]);

    /// <summary>Of the samples of a class, the share that was found.</summary>
    public double Recall(int c) => _counts[c * classes + c] / Enumerable.Range(0, classes).Sum(r => _counts[c * classes + r]);
}

/// <summary>From scores to classes.</summary>
internal static class Classes
{
    /// <summary>int64 (N, …) of scores (N, C, …), or of one score a sample (N) or (N, 1), where above 0 is class 1.</summary>
    public static Tensor Of(Tensor prediction)
    {
        if (prediction.Rank >= 2 && prediction.Shape[1] > 1)
            return prediction.ArgMax(1);
        Tensor score = prediction.Rank < 2 ? prediction : prediction.Squeeze(1);
        return (score > 0).To(DType.Int64);
    }
}
