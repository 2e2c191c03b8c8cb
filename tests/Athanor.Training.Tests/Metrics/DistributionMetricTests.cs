namespace Athanor.Training.Tests;

public sealed class DistributionMetricTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1e6)]
    public void Distance_of_one_feature_is_that_of_means_and_deviations(double offset)
    {
        // Variances 1 and 4, means 1 apart.
        var metric = new FrechetDistance();
        metric.AddMade(Tensor.From(new double[] { offset - 1, offset }, 2, 1));
        metric.AddMade(Tensor.From(new double[] { offset + 1 }, 1, 1));
        Assert.True(double.IsNaN(metric.Value));
        metric.AddReal(Tensor.From(new double[] { offset - 1, offset + 1, offset + 3 }, 3, 1));
        Assert.Equal(1 + 1, metric.Value, 1e-9);
    }

    [Fact]
    public void Distance_of_covariances_that_do_not_commute()
    {
        double[] a = [1, 0, 2, 3, -1, 1, 0.5, 4, 3, 2], b = [0, 1, 1, -2, 4, 0, 2, 2.5, -3, 1];
        (double[] ma, double[] ca) = Moments(a);
        (double[] mb, double[] cb) = Moments(b);

        // For 2 × 2, tr √M = √(tr M + 2 √det M).
        double trace = ca[0] * cb[0] + 2 * ca[1] * cb[1] + ca[2] * cb[2];
        double det = (ca[0] * ca[2] - ca[1] * ca[1]) * (cb[0] * cb[2] - cb[1] * cb[1]);
        double expected = Math.Pow(ma[0] - mb[0], 2) + Math.Pow(ma[1] - mb[1], 2) + ca[0] + ca[2] + cb[0] + cb[2]
            - 2 * Math.Sqrt(trace + 2 * Math.Sqrt(det));
        var metric = new FrechetDistance();
        Tensor made = Tensor.From(a, 5, 2), real = Tensor.From(b, 5, 2);
        metric.Add(made.Narrow(0, 0, 2), real.Narrow(0, 0, 3));
        metric.Add(made.Narrow(0, 2, 3), real.Narrow(0, 3, 2));
        Assert.Equal(expected, metric.Value, 1e-9);
        metric.Reset();
        metric.Add(made, made);
        Assert.Equal(0, metric.Value, 1e-7);
        Assert.Throws<TensorException>(() => metric.AddReal(Tensor.Zeros([3, 4])));
    }

    [Fact]
    public void Scores_of_sure_and_of_clueless_samples()
    {
        var metric = new InceptionScore(probabilities: true);
        metric.Add(Tensor.From(new double[] { 1, 0, 0, 0, 1, 0 }, 2, 3));
        metric.Add(Tensor.From(new double[] { 0, 0, 1 }, 1, 3));
        Assert.Equal(3, metric.Value, 1e-12);
        metric.Reset();
        metric.Add(Tensor.Full([5, 3], 1 / 3.0, DType.Float64));
        Assert.Equal(1, metric.Value, 1e-12);
        var logits = new InceptionScore();
        logits.Add(Tensor.Zeros([4, 7]));
        Assert.Equal(1, logits.Value, 1e-12);
    }

    private static (double[] Mean, double[] Covariance) Moments(double[] rows)
    {
        int n = rows.Length / 2;
        double mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
        for (int i = 0; i < n; i++)
            (mx, my) = (mx + rows[2 * i] / n, my + rows[2 * i + 1] / n);
        for (int i = 0; i < n; i++)
        {
            double x = rows[2 * i] - mx, y = rows[2 * i + 1] - my;
            (xx, xy, yy) = (xx + x * x / (n - 1), xy + x * y / (n - 1), yy + y * y / (n - 1));
        }
        return ([mx, my], [xx, xy, yy]);
    }
}
