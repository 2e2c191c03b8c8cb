namespace Athanor.Training;

/// <summary>A measure of predictions, gathered batch by batch.</summary>
public interface IMetric
{
    /// <summary>Its name in tables and files, in lower case: <c>accuracy</c>.</summary>
    string Name { get; }

    /// <summary>Whether larger is better.</summary>
    bool HigherIsBetter { get; }

    /// <summary>The measure of all that was added; NaN before anything was.</summary>
    double Value { get; }

    /// <summary>All that it needs to go on later: sums and counts.</summary>
    double[] State { get; set; }

    /// <summary>Takes in a batch. Called without a graph, in a scope of its own.</summary>
    /// <param name="prediction">What the model gave, (N, …).</param>
    /// <param name="target">What it should have given, (N, …).</param>
    void Add(Tensor prediction, Tensor target);

    /// <summary>Forgets what was added.</summary>
    void Reset();
}

/// <summary>A metric that is a sum over a count.</summary>
/// <param name="name">Its name.</param>
/// <param name="higherIsBetter">Whether larger is better.</param>
public abstract class MeanMetric(string name, bool higherIsBetter) : IMetric
{
    private double _sum;
    private double _count;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool HigherIsBetter => higherIsBetter;

    /// <inheritdoc/>
    public virtual double Value => _count > 0 ? _sum / _count : double.NaN;

    /// <inheritdoc/>
    public double[] State
    {
        get => [_sum, _count];
        set => (_sum, _count) = (value[0], value[1]);
    }

    /// <inheritdoc/>
    public void Add(Tensor prediction, Tensor target)
    {
        (double sum, double count) = Measure(prediction, target);
        _sum += sum;
        _count += count;
    }

    /// <inheritdoc/>
    public void Reset() => (_sum, _count) = (0, 0);

    /// <summary>The sum and the count of a batch.</summary>
    protected abstract (double Sum, double Count) Measure(Tensor prediction, Tensor target);
}
