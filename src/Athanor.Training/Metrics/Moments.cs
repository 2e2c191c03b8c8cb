namespace Athanor.Training;

/// <summary>
/// Mean and covariance of vectors that come in batches, merged as by Chan, Golub and LeVeque (1979), so that a mean far from 0 costs no
/// digits.
/// </summary>
internal sealed class Moments
{
    private double[] _scatter = [];

    public double Count { get; private set; }

    public double[] Mean { get; private set; } = [];

    public double[] State => [Count, .. Mean, .. _scatter];

    public Tensor Covariance => Tensor.From(_scatter, Mean.Length, Mean.Length) / (Count - 1);

    public double Trace => Enumerable.Range(0, Mean.Length).Sum(i => _scatter[i * (Mean.Length + 1)]) / (Count - 1);

    public static Moments From(ReadOnlySpan<double> state, int width) => new()
    {
        Count = state[0],
        Mean = state.Slice(1, width).ToArray(),
        _scatter = state.Slice(1 + width, width * width).ToArray(),
    };

    /// <summary>Takes in vectors (N, D).</summary>
    public void Add(Tensor vectors)
    {
        if (vectors.Rank != 2 || (Count > 0 && vectors.Shape[1] != Mean.Length))
            throw new TensorException("moments", $"expected features (N, {(Count > 0 ? Mean.Length : "D")}), got {vectors.Shape}");
        int added = vectors.Shape[0], width = vectors.Shape[1];
        if (added == 0)
            return;
        if (Count == 0)
            (Mean, _scatter) = (new double[width], new double[width * width]);
        Tensor rows = vectors.Detach().To(DType.Float64), mean = rows.Mean(0), centred = rows - mean;
        double[] scatter = centred.Transpose(0, 1).MatMul(centred).ToArray<double>(), means = mean.ToArray<double>();
        double total = Count + added, share = Count * added / total;
        for (int i = 0; i < width; i++)
            means[i] -= Mean[i];
        for (int i = 0; i < width; i++)
            for (int j = 0; j < width; j++)
                _scatter[i * width + j] += scatter[i * width + j] + share * (means[i] * means[j]);
        for (int i = 0; i < width; i++)
            Mean[i] += means[i] * added / total;
        Count = total;
    }
}
