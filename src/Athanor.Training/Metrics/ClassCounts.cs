namespace Athanor.Training;

/// <summary>
/// A measure made of how often each class was found, was claimed wrongly and was missed. Predictions are scores (N, C, …) or one score a
/// sample, where above 0 is class 1; targets are classes (N, …), those outside 0 … classes − 1 are left out.
/// </summary>
public abstract class ClassCounts : IMetric
{
    private readonly Averaging _averaging;
    private readonly double[] _hits;
    private readonly double[] _falseAlarms;
    private readonly double[] _misses;

    private protected ClassCounts(string name, int classes, Averaging averaging)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (averaging == Averaging.Binary && classes != 2)
            throw new ArgumentException($"Binary averaging is for 2 classes, not {classes}.", nameof(averaging));
        Name = averaging == Averaging.Binary ? name : $"{name}_{averaging.ToString().ToLowerInvariant()}";
        _averaging = averaging;
        _hits = new double[classes];
        _falseAlarms = new double[classes];
        _misses = new double[classes];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <summary>The number of classes.</summary>
    public int Classes => _hits.Length;

    /// <summary>The measure of one class; 0 where it has no decisions to measure, as in scikit-learn.</summary>
    public double this[int c] => Of(_hits[c], _falseAlarms[c], _misses[c]);

    /// <summary>The number of samples of a class.</summary>
    public long Support(int c) => (long)(_hits[c] + _misses[c]);

    /// <inheritdoc/>
    public double Value
    {
        get
        {
            double samples = _hits.Sum() + _misses.Sum();
            if (samples == 0)
                return double.NaN;
            return _averaging switch
            {
                Averaging.Macro => Enumerable.Range(0, Classes).Average(c => this[c]),
                Averaging.Micro => Of(_hits.Sum(), _falseAlarms.Sum(), _misses.Sum()),
                Averaging.Weighted => Enumerable.Range(0, Classes).Sum(c => this[c] * Support(c)) / samples,
                _ => this[1],
            };
        }
    }

    /// <inheritdoc/>
    public double[] State
    {
        get => [.. _hits, .. _falseAlarms, .. _misses];
        set
        {
            value.AsSpan(0, Classes).CopyTo(_hits);
            value.AsSpan(Classes, Classes).CopyTo(_falseAlarms);
            value.AsSpan(2 * Classes, Classes).CopyTo(_misses);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A predicted class is not among those counted.</exception>
    public void Add(Tensor prediction, Tensor target)
    {
        long[] found = Training.Classes.Of(prediction).ToArray<long>(), wanted = target.To(DType.Int64).ToArray<long>();
        Batches.SameCount(found.Length, wanted.Length);
        for (int i = 0; i < found.Length; i++)
        {
            if (wanted[i] < 0 || wanted[i] >= Classes)
                continue;
            if (found[i] >= Classes)
                throw new ArgumentException($"Expected predictions of {Classes} classes, got class {found[i]}.", nameof(prediction));
            if (found[i] == wanted[i])
            {
                _hits[wanted[i]]++;
                continue;
            }
            _falseAlarms[found[i]]++;
            _misses[wanted[i]]++;
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_hits);
        Array.Clear(_falseAlarms);
        Array.Clear(_misses);
    }

    /// <summary>The measure of these counts.</summary>
    private protected abstract double Of(double hits, double falseAlarms, double misses);
}
