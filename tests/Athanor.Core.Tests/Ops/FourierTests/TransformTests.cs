using Athanor.Tests.Ops.LinalgTests;

namespace Athanor.Tests.Ops.FourierTests;

public sealed class TransformTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(17)]
    [InlineData(1000)]
    [InlineData(1009)]
    [InlineData(4096)]
    public void Inverse_undoes(int n)
    {
        Tensor x = Values.Random([3, n, 2], n);
        Assert.True(Values.Distance(Fourier.Ifft(Fourier.Fft(x)), x) < 1e-14);
        Tensor real = Values.Random([2, n], n);
        Assert.True(Values.Distance(Fourier.Irfft(Fourier.Rfft(real), n), real) < 1e-14);
    }

    [Fact]
    public void Gradients_agree_with_differences()
    {
        Differences.Check(x => Fourier.Fft(x, norm: "ortho").Square(), Values.Random([5, 2], 1));
        Differences.Check(x => Fourier.Ifft(x, 7).Square(), Values.Random([4, 2], 2));
        Differences.Check(x => Fourier.Rfft(x).Square(), Values.Random([2, 6], 3));
        Differences.Check(x => Fourier.Irfft(x, 7).Square(), Values.Random([4, 2], 4));
        Differences.Check(x => Fourier.Hfft(x).Square(), Values.Random([4, 2], 5));
        Differences.Check(x => Fourier.RfftN(x).Square(), Values.Random([3, 4], 6));
        Differences.Check(x => Fourier.Abs(Fourier.Stft(x, 8, 3, 6, Window.Hann(6, dtype: DType.Float64))), Values.Random([20], 7), 1e-6);
        Differences.Check(x => Fourier.Istft(x, 8, 2).Square(), Values.Random([5, 6, 2], 8));
    }

    /// <summary>Each frame is the transform of the padded, windowed signal, by the sum that defines it.</summary>
    [Theory]
    [InlineData("reflect", true, false)]
    [InlineData("constant", true, true)]
    [InlineData("replicate", false, true)]
    [InlineData("circular", false, false)]
    public void Short_time_transform_by_its_definition(string pad, bool onesided, bool normalized)
    {
        const int n = 8, hop = 3, size = 25, width = 6;
        double[] signal = Values.Random([size], 11).ToArray<double>();
        Tensor window = Window.Hamming(width, dtype: DType.Float64);
        double[] weights = window.ToArray<double>();
        Tensor actual = Fourier.Stft(Tensor.From(signal), n, hop, width, window, true, pad, normalized, onesided);
        int frames = size / hop + 1, bins = onesided ? n / 2 + 1 : n;
        Assert.Equal(new Shape(bins, frames, 2), actual.Shape);
        double[] values = actual.ToArray<double>();
        for (int t = 0; t < frames; t++)
            for (int k = 0; k < bins; k++)
            {
                System.Numerics.Complex sum = 0;
                for (int i = 0; i < width; i++)
                {
                    int place = (n - width) / 2 + i, at = t * hop + place - n / 2;
                    sum += weights[i] * Padded(signal, at, pad) * System.Numerics.Complex.FromPolarCoordinates(1,
                        -2 * Math.PI * k * place / n);
                }
                sum /= normalized ? Math.Sqrt(n) : 1;
                Assert.Equal(sum.Real, values[(k * frames + t) * 2], 1e-13);
                Assert.Equal(sum.Imaginary, values[(k * frames + t) * 2 + 1], 1e-13);
            }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Inverse_short_time_transform_undoes(bool onesided, bool normalized)
    {
        Tensor x = Values.Random([2, 50], 12), window = Window.Hann(16, dtype: DType.Float64);
        Tensor spectra = Fourier.Stft(x, 16, 4, window: window, normalized: normalized, onesided: onesided);
        Tensor back = Fourier.Istft(spectra, 16, 4, window: window, normalized: normalized, onesided: onesided, length: 50);
        Assert.True(Values.Distance(back.Narrow(1, 0, 48), x.Narrow(1, 0, 48)) < 1e-13);
    }

    [Fact]
    public void Errors_name_what_was_wrong()
    {
        Assert.Equal(
            "fft.fft: expected a complex tensor, that is a floating one with a last dimension of size 2, got (3,) float64",
            Assert.Throws<TensorException>(() => Fourier.Fft(Values.Random([3], 1))).Message);
        Assert.Equal(
            "fft.fft: norm must be 'backward', 'ortho' or 'forward', got 'none'",
            Assert.Throws<TensorException>(() => Fourier.Fft(Values.Random([3, 2], 1), norm: "none")).Message);
    }

    private static double Padded(double[] signal, int at, string mode)
    {
        int n = signal.Length;
        if (at >= 0 && at < n)
            return signal[at];
        return mode switch
        {
            "constant" => 0,
            "replicate" => signal[Math.Clamp(at, 0, n - 1)],
            "circular" => signal[(at + n) % n],
            _ => signal[at < 0 ? -at : 2 * (n - 1) - at],
        };
    }
}
