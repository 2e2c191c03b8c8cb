namespace Athanor.Training;

/// <summary>
/// The inception score (Salimans et al. 2016) of generated samples: exp of the mean divergence KL(p(y|x) ‖ p(y)) of the classes (N, C) that
/// a classifier gives them, over all samples at once. From 1 to the number of classes; targets are not looked at.
/// </summary>
/// <param name="probabilities">Whether predictions are probabilities already; otherwise softmax is taken.</param>
public sealed class InceptionScore(bool probabilities = false) : IMetric
{
    private double _count;
    private double _certainty;
    private double[] _sums = [];

    /// <inheritdoc/>
    public string Name => "inception_score";

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public double Value
    {
        get
        {
            if (_count == 0)
                return double.NaN;
            double marginal = 0;
            foreach (double sum in _sums)
                marginal += Entropic(sum / _count);
            return Math.Exp(_certainty / _count - marginal);
        }
    }

    /// <inheritdoc/>
    public double[] State
    {
        get => [_count, _certainty, .. _sums];
        set => (_count, _certainty, _sums) = (value[0], value[1], value[2..]);
    }

    /// <inheritdoc/>
    public void Add(Tensor prediction, Tensor target) => Add(prediction);

    /// <summary>Takes in the classes (N, C) of generated samples.</summary>
    public void Add(Tensor prediction)
    {
        if (prediction.Rank != 2 || (_count > 0 && prediction.Shape[1] != _sums.Length))
            throw new TensorException(
                "inception_score", $"expected classes (N, {(_count > 0 ? _sums.Length : "C")}), got {prediction.Shape}");
        (double[] rows, int width) = Batches.Rows(Batches.Probabilities(prediction, probabilities));
        if (_count == 0)
            _sums = new double[width];
        for (int i = 0; i < rows.Length; i++)
        {
            _sums[i % width] += rows[i];
            _certainty += Entropic(rows[i]);
        }
        _count += rows.Length / width;
    }

    /// <inheritdoc/>
    public void Reset() => (_count, _certainty, _sums) = (0, 0, []);

    private static double Entropic(double p) => p > 0 ? p * Math.Log(p) : 0;
}
