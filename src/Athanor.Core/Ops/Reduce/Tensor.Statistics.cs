using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>How many elements over dimensions (all, if none is named) are not 0, as int64.</summary>
    public Tensor CountNonzero(params ReadOnlySpan<int> dims) => NotEqualTo(0).Sum(dims);

    /// <summary>The sum over dimensions (all, if none is named), NaN counted as 0.</summary>
    public Tensor NanSum(ReadOnlySpan<int> dims = default, bool keepDim = false) =>
        DType.IsFloating() ? Where(IsNaN(), ScalarOf(0), this).Sum(dims, keepDim) : Sum(dims, keepDim);

    /// <summary>The mean over dimensions (all, if none is named) of the elements that are not NaN.</summary>
    public Tensor NanMean(ReadOnlySpan<int> dims = default, bool keepDim = false)
    {
        if (!DType.IsFloating())
            throw new TensorException("nanmean", $"expected a floating tensor, got {DType.Name()}; convert it with To first");
        return NanSum(dims, keepDim) / IsNaN().LogicalNot().Sum(dims, keepDim).To(DType);
    }

    /// <summary>Variance and mean over dimensions, in one.</summary>
    public (Tensor Var, Tensor Mean) VarMean(ReadOnlySpan<int> dims = default, double correction = 1, bool keepDim = false) =>
        (Var(dims, correction, keepDim), Mean(dims, keepDim));

    /// <summary>Standard deviation and mean over dimensions, in one.</summary>
    public (Tensor Std, Tensor Mean) StdMean(ReadOnlySpan<int> dims = default, double correction = 1, bool keepDim = false) =>
        (Std(dims, correction, keepDim), Mean(dims, keepDim));

    /// <summary>The smallest and largest element over one dimension, or all.</summary>
    public (Tensor Min, Tensor Max) AMinMax(int? dim = null, bool keepDim = false) =>
        dim is { } d ? (Amin([d], keepDim), Amax([d], keepDim)) : (Amin(default, keepDim), Amax(default, keepDim));

    /// <summary>
    /// Covariances of the variables in the rows of a matrix, whose columns are observations. Observations may come with integer frequencies
    /// and with weights. One variable has a scalar, its variance.
    /// </summary>
    public Tensor Cov(int correction = 1, Tensor? frequencies = null, Tensor? weights = null)
    {
        if (Rank > 2)
            throw new TensorException("cov", $"expected at most 2 dimensions, got shape {Shape}");
        Tensor x = DType.IsFloating() ? this : To(Defaults.DType);
        x = Rank < 2 ? x.Reshape(1, -1) : x;
        Tensor? w = frequencies?.To(x.DType);
        if (weights is not null)
            w = w is null ? weights : w * weights;
        Tensor total = w?.Sum() ?? Full(x.Spec.With(Shape.Scalar), (double)x.Shape[1]);
        Tensor mean = w is null ? x.Mean(1, keepDim: true) : (x * w).Sum(1, keepDim: true) / total;
        Tensor norm = total - (double)correction;
        if (w is not null && correction != 0 && weights is not null)
            norm = total - correction * (w * weights).Sum() / total;
        Tensor centred = x - mean;
        return ((w is null ? centred : centred * w).MatMul(centred.MT) / norm.Clamp(0.0)).Squeeze();
    }

    /// <summary>Pearson's correlations of the variables in the rows of a matrix, whose columns are observations.</summary>
    public Tensor CorrCoef()
    {
        Tensor c = Cov();
        if (c.Rank == 0)
            return c / c;
        Tensor deviation = c.Diagonal().Sqrt();
        return (c / deviation.Unsqueeze(1) / deviation.Unsqueeze(0)).Clamp(-1.0, 1.0);
    }
}
