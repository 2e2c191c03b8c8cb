namespace Athanor.Training.Tests;

public sealed class ImageMetricTests
{
    [Fact]
    public void Noise_of_a_tenth_is_20_decibels()
    {
        Tensor clean = Tensor.Zeros([2, 3, 4, 4], DType.Float64);
        Tensor noise = Tensor.Cat([Tensor.Full([1, 3, 4, 4], 0.1, DType.Float64), Tensor.Full([1, 3, 4, 4], -0.01, DType.Float64)]);
        Assert.Equal(30, Of(new Psnr(), noise, clean), 1e-9);
        Assert.Equal(30 + 20 * Math.Log10(255), Of(new Psnr(255), noise, clean), 1e-9);
        Assert.Equal(double.PositiveInfinity, Of(new Psnr(), clean, clean));
    }

    [Fact]
    public void Equal_images_are_alike_and_levels_differ_by_luminance()
    {
        Tensor image = Tensor.From(Image(1, 180, 176), 1, 1, 180, 176);
        Assert.Equal(1, Of(new Ssim(), image, image), 1e-12);
        Assert.Equal(1, Of(new MsSsim(), image, image), 1e-12);
        Tensor low = Tensor.Full([1, 2, 176, 176], 0.25, DType.Float64), high = Tensor.Full([1, 2, 176, 176], 0.75, DType.Float64);
        double luminance = (2 * 0.25 * 0.75 + 1e-4) / (0.0625 + 0.5625 + 1e-4);
        Assert.Equal(luminance, Of(new Ssim(), low, high), 1e-9);
        Assert.Equal(Math.Pow(luminance, 0.1333), Of(new MsSsim(), low, high), 1e-9);
    }

    [Fact]
    public void Similarity_is_that_of_plain_loops()
    {
        const int Height = 177, Width = 180;
        double[] a = Image(1, Height, Width), b = Image(1.02, Height, Width);
        Tensor x = Tensor.From(a, 1, 1, Height, Width), y = Tensor.From(b, 1, 1, Height, Width);
        (double all, double structure) = Loops(a, b, Height, Width);
        Assert.Equal(all, Of(new Ssim(), x, y), 1e-9);

        double product = 1;
        double[] weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];
        int h = Height, w = Width;
        for (int scale = 0; scale < 5; scale++)
        {
            (all, structure) = Loops(a, b, h, w);
            product *= Math.Pow(scale == 4 ? all : structure, weights[scale]);
            (a, b) = (Halved(a, h, w), Halved(b, h, w));
            (h, w) = (h / 2, w / 2);
        }
        Assert.InRange(product, 0.1, 0.99);
        Assert.Equal(product, Of(new MsSsim(), x, y), 1e-9);
    }

    [Fact]
    public void Small_images_and_other_shapes_are_refused()
    {
        Tensor small = Tensor.Zeros([1, 1, 10, 30]);
        Assert.Contains("at least 11", Assert.Throws<TensorException>(() => new Ssim().Add(small, small)).Message);
        Assert.Throws<TensorException>(() => new MsSsim().Add(Tensor.Zeros([1, 1, 175, 200]), Tensor.Zeros([1, 1, 175, 200])));
        Assert.Throws<TensorException>(() => new Psnr().Add(small, Tensor.Zeros([1, 10, 30])));
    }

    private static double[] Image(double frequency, int height, int width) =>
    [
        .. Enumerable.Range(0, height * width)
            .Select(i => 0.5 + 0.3 * Math.Sin(frequency * (i / width) * 0.13) * Math.Cos(i % width * 0.07) + 0.1 * Math.Sin(i)),
    ];

    private static double[] Halved(double[] image, int height, int width)
    {
        var half = new double[(height / 2) * (width / 2)];
        for (int y = 0; y < height / 2; y++)
            for (int x = 0; x < width / 2; x++)
                half[y * (width / 2) + x] = (image[2 * y * width + 2 * x] + image[2 * y * width + 2 * x + 1]
                    + image[(2 * y + 1) * width + 2 * x] + image[(2 * y + 1) * width + 2 * x + 1]) / 4;
        return half;
    }

    private static (double All, double Structure) Loops(double[] a, double[] b, int height, int width)
    {
        var weights = new double[121];
        for (int i = 0; i < 121; i++)
            weights[i] = Math.Exp(-((i / 11 - 5) * (i / 11 - 5) + (i % 11 - 5) * (i % 11 - 5)) / 4.5);
        double total = weights.Sum(), all = 0, structures = 0;
        for (int y = 0; y + 11 <= height; y++)
            for (int x = 0; x + 11 <= width; x++)
            {
                double ma = 0, mb = 0, va = 0, vb = 0, ab = 0;
                for (int i = 0; i < 121; i++)
                {
                    double p = a[(y + i / 11) * width + x + i % 11], q = b[(y + i / 11) * width + x + i % 11], k = weights[i] / total;
                    ma += k * p;
                    mb += k * q;
                    va += k * p * p;
                    vb += k * q * q;
                    ab += k * p * q;
                }
                double structure = (2 * (ab - ma * mb) + 9e-4) / (va - ma * ma + vb - mb * mb + 9e-4);
                structures += structure;
                all += structure * (2 * ma * mb + 1e-4) / (ma * ma + mb * mb + 1e-4);
            }
        double places = (height - 10) * (width - 10);
        return (all / places, structures / places);
    }

    private static double Of(IMetric metric, Tensor prediction, Tensor target)
    {
        metric.Add(prediction, target);
        return metric.Value;
    }
}
