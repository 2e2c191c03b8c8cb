namespace Athanor.Training;

/// <summary>
/// A measure of how well scores rank the samples of a class before the others. Predictions are scores (N, C), or one score a sample;
/// targets are classes (N). With two classes the area is that of class 1; with more, each class is held against the rest. Every score is
/// kept until <see cref="Reset"/>, for ranks have no running sum.
/// </summary>
public abstract class RankedScores : IMetric
{
    private readonly Averaging _averaging;
    private readonly bool _probabilities;
    private readonly List<double> _scores = [];
    private readonly List<double> _targets = [];
    private int _width;

    private protected RankedScores(string name, Averaging averaging, bool probabilities)
    {
        Name = name;
        _averaging = averaging;
        _probabilities = probabilities;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <summary>
    /// The area of a class against the rest; NaN where it is not defined. Of two classes only class 1 is scored.
    /// </summary>
    public double this[int c]
    {
        get
        {
            bool two = _width == 1;
            if (c < 0 || (two ? c != 1 : c >= _width))
                throw new ArgumentOutOfRangeException(
                    nameof(c), c, two ? "Expected 1, for of two classes class 1 is scored." : $"Expected a class below {_width}.");
            int column = two ? 0 : c;
            var samples = new (double, bool)[_targets.Count];
            for (int i = 0; i < samples.Length; i++)
                samples[i] = (_scores[i * _width + column], _targets[i] == c);
            return Area(samples);
        }
    }

    /// <summary>The area, over classes with more than two of them; those for which it is not defined are left out.</summary>
    public double Value
    {
        get
        {
            if (_targets.Count == 0)
                return double.NaN;
            if (_width == 1)
                return this[1];
            if (_averaging == Averaging.Micro)
                return Area([.. _scores.Select((s, i) => (s, _targets[i / _width] == i % _width))]);
            double sum = 0, weights = 0;
            for (int c = 0; c < _width; c++)
            {
                double area = this[c], weight = _averaging == Averaging.Weighted ? _targets.Count(t => t == c) : 1;
                if (double.IsNaN(area))
                    continue;
                sum += weight * area;
                weights += weight;
            }
            return weights > 0 ? sum / weights : double.NaN;
        }
    }

    /// <inheritdoc/>
    public double[] State
    {
        get => [_width, .. _targets, .. _scores];
        set
        {
            Reset();
            _width = (int)value[0];
            int samples = (value.Length - 1) / (_width + 1);
            _targets.AddRange(value.AsSpan(1, samples));
            _scores.AddRange(value.AsSpan(1 + samples));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has another number of classes than those before.</exception>
    public void Add(Tensor prediction, Tensor target)
    {
        (double[] scores, int width) = Scores(prediction);
        double[] targets = target.To(DType.Float64).ToArray<double>();
        Batches.SameCount(scores.Length / width, targets.Length);
        if (_targets.Count > 0 && width != _width)
            throw new ArgumentException($"Expected {_width} scores a sample as before, got {width}.", nameof(prediction));
        if (width > 1 && _averaging == Averaging.Binary)
            throw new ArgumentException($"Binary averaging is for 2 classes, not {width}.", nameof(prediction));
        _width = width;
        _scores.AddRange(scores);
        _targets.AddRange(targets);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _scores.Clear();
        _targets.Clear();
    }

    /// <summary>The area for samples with a score that are of the class or not.</summary>
    private protected abstract double Area((double Score, bool Positive)[] samples);

    /// <summary>The numbers of positives and negatives at each distinct score, from the highest down.</summary>
    private protected static IEnumerable<(int Positives, int Negatives)> Steps((double Score, bool Positive)[] samples)
    {
        Array.Sort(samples, (a, b) => b.Score.CompareTo(a.Score));
        for (int i = 0; i < samples.Length;)
        {
            int start = i, positives = 0;
            for (double score = samples[i].Score; i < samples.Length && samples[i].Score == score; i++)
                positives += samples[i].Positive ? 1 : 0;
            if (i == start)
                throw new InvalidOperationException("Scores that are NaN have no rank.");
            yield return (positives, i - start - positives);
        }
    }

    private (double[] Values, int Width) Scores(Tensor prediction)
    {
        Tensor scores = prediction.To(DType.Float64);
        if (scores.Rank < 2 || scores.Shape[1] == 1)
            return (scores.ToArray<double>(), 1);
        if (scores.Shape[1] > 2)
            return Batches.Rows(Batches.Probabilities(scores, _probabilities));

        // The difference of two logits ranks as their softmax does, and does not saturate.
        Tensor own = scores.Narrow(1, 1, 1);
        return ((_probabilities ? own : own - scores.Narrow(1, 0, 1)).Contiguous().ToArray<double>(), 1);
    }
}
