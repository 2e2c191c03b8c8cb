namespace Athanor.Tests.Ops.Scan;

/// <summary>Sums, products and extremes so far.</summary>
public sealed class ScanTests
{
    private static readonly double[] _values = [0.5, -1.2, 0, 2, 0.3, -0.7, 1.1, 0, 0, -2.5, 0.9, 1.7];

    [Fact]
    public void Gradients_of_products_stand_zeros() => Slopes.Check(x => x.CumProd(1), _values, 3, 4);

    [Fact]
    public void Gradients_of_sums_and_logarithms()
    {
        Slopes.Check(x => x.CumSum(0), _values, 3, 4);
        Slopes.Check(x => x.LogCumSumExp(0), _values, 3, 4);
        Slopes.Check(x => x.LogCumSumExp(-1), _values, 12);
    }

    [Fact]
    public void Logarithms_of_nothing_have_no_slope()
    {
        Tensor x = Tensor.From(new[] { double.NegativeInfinity, double.NegativeInfinity, 1.0, 2.0 });
        x.RequiresGrad = true;
        x.LogCumSumExp(0).Narrow(0, 2, 2).Sum().Backward();
        Assert.All(x.Grad!.ToArray<double>(), g => Assert.True(double.IsFinite(g)));
    }

    [Fact]
    public void Extremes_keep_the_last_of_equal_ones_and_every_NaN()
    {
        (Tensor values, Tensor indices) = Tensor.From(new[] { 1f, 3, 3, 2, float.NaN, 9 }).CumMax(0);
        Assert.Equal([1f, 3, 3, 3, float.NaN, float.NaN], values.ToArray<float>());
        Assert.Equal([0L, 1, 2, 2, 4, 4], indices.ToArray<long>());
    }

    [Fact]
    public void Integers_sum_as_int64_and_nothing_sums_to_nothing()
    {
        Assert.Equal([1L, 2, 2], Tensor.From(new[] { true, true, false }).CumSum(0).ToArray<long>());
        Assert.Equal([0, 3], Tensor.Zeros(0, 3).CumSum(0).Shape);
    }
}
