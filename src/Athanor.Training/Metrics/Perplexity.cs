namespace Athanor.Training;

/// <summary>
/// The exponential of the mean cross entropy of scores (N, C, …) with classes (N, …): among how many equally likely tokens the model
/// hesitates (Jelinek et al. 1977).
/// </summary>
/// <param name="ignoreIndex">The target of tokens that do not count.</param>
public sealed class Perplexity(int ignoreIndex = -100) : MeanMetric("perplexity", higherIsBetter: false)
{
    /// <inheritdoc/>
    public override double Value => Math.Exp(base.Value);

    /// <inheritdoc/>
    protected override (double Sum, double Count) Measure(Tensor prediction, Tensor target)
    {
        Tensor wanted = target.To(DType.Int64);
        Tensor dropped = wanted.EqualTo(ignoreIndex);
        Tensor safe = wanted.MaskedFill(dropped, 0);
        double[] own = prediction.LogSoftmax(1, DType.Float64).Gather(1, safe.Unsqueeze(1)).ToArray<double>();
        long[] ignored = dropped.To(DType.Int64).ToArray<long>();
        double sum = 0, count = 0;
        for (int i = 0; i < own.Length; i++)
        {
            if (ignored[i] != 0)
                continue;
            sum -= own[i];
            count++;
        }
        return (sum, count);
    }
}
