namespace Athanor.Training;

/// <summary>The mean squared error over all values.</summary>
public sealed class MeanSquaredError() : MeanMetric("mse", higherIsBetter: false)
{
    /// <inheritdoc/>
    protected override (double Sum, double Count) Measure(Tensor prediction, Tensor target) =>
        ((prediction.To(DType.Float64) - target.To(DType.Float64)).Square().Sum().Item(), target.Count);
}

/// <summary>The mean absolute error over all values.</summary>
public sealed class MeanAbsoluteError() : MeanMetric("mae", higherIsBetter: false)
{
    /// <inheritdoc/>
    protected override (double Sum, double Count) Measure(Tensor prediction, Tensor target) =>
        ((prediction.To(DType.Float64) - target.To(DType.Float64)).Abs().Sum().Item(), target.Count);
}
