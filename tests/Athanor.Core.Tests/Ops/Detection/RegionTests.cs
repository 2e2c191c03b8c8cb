using Athanor.TestKit;

namespace Athanor.Tests.Ops.Detection;

public sealed class RegionTests
{
    private const int C = 2, H = 6, W = 5;

    private static Tensor Images => Tensor.From(Golden.Symmetric("images", 2 * C * H * W), [2, C, H, W]);

    private static Tensor Regions => Tensor.From(
        [0, 1.2, 0.7, 7.9, 9.1, 1, -3, -2.5, 4, 3, 1, 6, 2, 6.4, 2.2, 0, 0, 0, 30, 30], [4, 5]);

    [Theory]
    [InlineData(2, false)]
    [InlineData(-1, false)]
    [InlineData(3, true)]
    [InlineData(0, true)]
    public void Aligned_bins_agree_with_a_loop(int sampling, bool aligned)
    {
        using TensorScope scope = TensorScope.Begin("test");
        double[] x = Images.ToDoubles(), r = Regions.ToDoubles();
        double[] y = Images.RoiAlign(Regions, (3, 2), 0.5, sampling, aligned).ToDoubles();
        for (int k = 0, at = 0; k < 4; k++)
            for (int c = 0; c < C; c++)
                for (int p = 0; p < 3; p++)
                    for (int q = 0; q < 2; q++, at++)
                    {
                        double shift = aligned ? 0.5 : 0, left = r[5 * k + 1] * 0.5 - shift, top = r[5 * k + 2] * 0.5 - shift;
                        double w = r[5 * k + 3] * 0.5 - shift - left, h = r[5 * k + 4] * 0.5 - shift - top;
                        (w, h) = aligned ? (w, h) : (Math.Max(w, 1), Math.Max(h, 1));
                        int across = sampling > 0 ? sampling : (int)Math.Ceiling(w / 2), down = sampling > 0 ? sampling : (int)Math.Ceiling(h / 3);
                        double sum = 0;
                        for (int i = 0; i < down; i++)
                            for (int j = 0; j < across; j++)
                                sum += Between((int)r[5 * k] * C + c, top + h / 3 * (p + (i + 0.5) / down), left + w / 2 * (q + (j + 0.5) / across));
                        Assert.Equal(sum / Math.Max(1, down * across), y[at], 1e-13);
                    }

        double Between(int plane, double v, double u)
        {
            if (v < -1 || v > H || u < -1 || u > W)
                return 0;
            (v, u) = (Math.Clamp(v, 0, H - 1), Math.Clamp(u, 0, W - 1));
            int i = (int)v, j = (int)u, i1 = Math.Min(i + 1, H - 1), j1 = Math.Min(j + 1, W - 1);
            double At(int a, int b) => x[(plane * H + a) * W + b];
            return (At(i, j) * (1 - u + j) + At(i, j1) * (u - j)) * (1 - v + i) + (At(i1, j) * (1 - u + j) + At(i1, j1) * (u - j)) * (v - i);
        }
    }

    [Fact]
    public void Pooled_bins_agree_with_a_loop()
    {
        using TensorScope scope = TensorScope.Begin("test");
        double[] x = Images.ToDoubles(), r = Regions.ToDoubles();
        double[] y = Images.RoiPool(Regions, (3, 2), 0.5).ToDoubles();
        for (int k = 0, at = 0; k < 4; k++)
            for (int c = 0; c < C; c++)
                for (int p = 0; p < 3; p++)
                    for (int q = 0; q < 2; q++, at++)
                    {
                        int[] corner = [.. Enumerable.Range(1, 4).Select(i => (int)Math.Round(r[5 * k + i] * 0.5, MidpointRounding.AwayFromZero))];
                        double h = Math.Max(corner[3] - corner[1] + 1, 1) / 3.0, w = Math.Max(corner[2] - corner[0] + 1, 1) / 2.0;
                        double best = double.NegativeInfinity;
                        for (int i = Math.Max(0, (int)Math.Floor(p * h) + corner[1]); i < Math.Min(H, (int)Math.Ceiling((p + 1) * h) + corner[1]); i++)
                            for (int j = Math.Max(0, (int)Math.Floor(q * w) + corner[0]); j < Math.Min(W, (int)Math.Ceiling((q + 1) * w) + corner[0]); j++)
                                best = Math.Max(best, x[(((int)r[5 * k] * C + c) * H + i) * W + j]);
                        Assert.Equal(double.IsInfinity(best) ? 0 : best, y[at]);
                    }
    }

    [Fact]
    public void Derivatives_agree_with_differences()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor regions = Regions;
        Assert.True(FiniteDifference.OfGradient(t => t[0].RoiAlign(regions, 2, 0.5), Images) < 1e-8);
        Assert.True(FiniteDifference.OfSecondGradient(t => t[0].RoiAlign(regions, 2, 0.5, 2, true).Square(), Images) < 1e-7);
        Assert.True(FiniteDifference.OfGradient(t => t[0].RoiPool(regions, 2, 0.5), Images) < 1e-8);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Assert.Contains("index", Assert.Throws<TensorException>(() => Images.RoiAlign(Tensor.From([2.0, 0, 0, 1, 1], 1, 5), 2)).Message);
        Assert.Contains("(K, 5)", Assert.Throws<TensorException>(() => Images.RoiPool(Tensor.Zeros(3, 4), 2)).Message);
        Assert.Equal(Images.RoiAlign(Regions, 2).ToDoubles()[0], Images.To(DType.Float32).RoiAlign(Regions, 2).ToDoubles()[0], 1e-5);
        Assert.Equal([0, C, 2, 2], Images.RoiAlign(Tensor.Zeros(0, 5), 2).Shape.ToArray());
    }
}
