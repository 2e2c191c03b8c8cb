using Athanor.TestKit;

namespace Athanor.Tests.Ops.Detection;

public sealed class DeformConvTests
{
    private static Tensor Values(string name, params int[] shape) => Tensor.From(Golden.Symmetric(name, new Shape(shape).Count), shape);

    [Fact]
    public void Without_offsets_it_is_a_convolution()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = Values("x", 2, 4, 6, 7), w = Values("w", 6, 2, 3, 2), b = Values("b", 6);
        Tensor plain = x.Conv2d(w, b, (2, 1), (1, 2), (1, 2), 2);
        Tensor offset = Tensor.Zeros([2, 2 * 2 * 6, plain.Shape[2], plain.Shape[3]], DType.Float64);
        Tensor y = x.DeformConv2d(offset, w, b, (2, 1), (1, 2), (1, 2));
        Assert.Equal(plain.Shape, y.Shape);
        Assert.True(Deviation.Relative(y.ToDoubles(), plain.ToDoubles()) < 1e-13);
    }

    [Fact]
    public void It_agrees_with_a_loop()
    {
        using TensorScope scope = TensorScope.Begin("test");
        const int c = 4, h = 4, w = 5, o = 2, k = 2, parts = 2, oh = 3, ow = 4;
        Tensor tx = Values("x", 1, c, h, w), tm = Values("m", 1, parts * k * k, oh, ow), tw = Values("w", o, c / 2, k, k), to = Values("o", 1, 2 * parts * k * k, oh, ow) * 2.5;
        double[] x = tx.ToDoubles(), mask = tm.ToDoubles(), weight = tw.ToDoubles(), offset = to.ToDoubles();
        double[] y = tx.DeformConv2d(to, tw, mask: tm).ToDoubles();
        for (int q = 0, at = 0; q < o; q++)
            for (int i = 0; i < oh; i++)
                for (int j = 0; j < ow; j++, at++)
                {
                    double sum = 0;
                    for (int e = 0; e < c / 2; e++)
                        for (int tap = 0; tap < k * k; tap++)
                        {
                            // Two groups of one output each; offsets are shared by pairs of channels too.
                            int channel = q * 2 + e, part = channel / 2, place = i * ow + j, plane = oh * ow;
                            double v = i + tap / k + offset[((part * k * k + tap) * 2) * plane + place];
                            double u = j + tap % k + offset[((part * k * k + tap) * 2 + 1) * plane + place];
                            sum += weight[(q * 2 + e) * k * k + tap] * mask[(part * k * k + tap) * plane + place] * Between(channel, v, u);
                        }
                    Assert.Equal(sum, y[at], 1e-13);
                }

        double Between(int plane, double v, double u)
        {
            int i = (int)Math.Floor(v), j = (int)Math.Floor(u);
            double At(int a, int b) => a >= 0 && a < h && b >= 0 && b < w ? x[(plane * h + a) * w + b] : 0;
            return (At(i, j) * (1 - u + j) + At(i, j + 1) * (u - j)) * (1 - v + i) + (At(i + 1, j) * (1 - u + j) + At(i + 1, j + 1) * (u - j)) * (v - i);
        }
    }

    [Fact]
    public void Derivatives_agree_with_differences()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor[] inputs = [Values("x", 1, 2, 4, 3), Values("o", 1, 2 * 2 * 4, 2, 2) * 0.7, Values("w", 2, 1, 2, 2), Values("b", 2), Values("m", 1, 2 * 4, 2, 2)];
        Tensor Run(Tensor[] t) => t[0].DeformConv2d(t[1], t[2], t[3], 2, (0, 1), 1, t[4]);
        double first = FiniteDifference.OfGradient(Run, inputs), second = FiniteDifference.OfSecondGradient(Run, inputs);
        Assert.True(first < 1e-7 && second < 1e-6, $"{first}, {second}");
    }

    [Fact]
    public void Mistakes_are_named()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = Values("x", 1, 4, 5, 5), w = Values("w", 2, 4, 3, 3);
        Assert.Contains("offsets", Assert.Throws<TensorException>(() => x.DeformConv2d(Tensor.Zeros(1, 18, 2, 3), w)).Message);
        Assert.Contains("mask", Assert.Throws<TensorException>(() => x.DeformConv2d(Tensor.Zeros(1, 18, 3, 3), w, mask: Tensor.Zeros(1, 8, 3, 3))).Message);
    }
}
