using System.Globalization;
using System.IO.Compression;

namespace Athanor.Tests.Ops.FourierTests;

/// <summary>Against values that NumPy computed: Data/fourier-reference.py.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Agrees_with_the_reference()
    {
        using var file = new StreamReader(new GZipStream(
            File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "fourier-reference.csv.gz")), CompressionMode.Decompress));
        int count = 0;
        while (file.ReadLine() is { } line)
        {
            string[] parts = line.Split(';');
            using TensorScope scope = TensorScope.Begin("test");
            Tensor actual = Run(parts[0], parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), Read(parts[2], parts[3])),
                expected = Read(parts[4], parts[5]);
            Assert.True(actual.Shape == expected.Shape, $"{parts[0]} {parts[1]}: shape {actual.Shape}, expected {expected.Shape}");
            double error = (actual - expected).Abs().Max().Item() / Math.Max(1, expected.Abs().Max().Item());
            Assert.True(error < 1e-14, $"{parts[0]} {parts[1]} of {parts[2]}: off by {error}");
            count++;
        }
        Assert.True(count > 250);
    }

    private static Tensor Run(string name, string[] arguments, Tensor x)
    {
        string norm = arguments.Length > 0 ? arguments[0] : "";
        int n = arguments.Length > 0 && int.TryParse(arguments[^1], out int parsed) ? parsed : 0;
        return name switch
        {
            "fft" => Fourier.Fft(x, norm: norm),
            "ifft" => Fourier.Ifft(x, norm: norm),
            "rfft" => Fourier.Rfft(x, norm: norm),
            "irfft" => Fourier.Irfft(x, n, norm: norm),
            "hfft" => Fourier.Hfft(x, n, norm: norm),
            "ihfft" => Fourier.Ihfft(x, norm: norm),
            "fftdim" => Fourier.Fft(x, n, 1),
            "fft2" => Fourier.Fft2(x, norm: norm),
            "ifft2" => Fourier.Ifft2(x, norm: norm),
            "fftn" => Fourier.FftN(x, norm: norm),
            "ifftn" => Fourier.IfftN(x, norm: norm),
            "rfftn" => Fourier.RfftN(x, norm: norm),
            "irfftn" => Fourier.IrfftN(x, [2, 4, 7], norm: norm),
            "shift" => Fourier.FftShift(x),
            "unshift" => Fourier.IfftShift(x),
            "freq" => Fourier.FftFreq(n, 0.5, DType.Float64),
            "rfreq" => Fourier.RfftFreq(n, 0.5, DType.Float64),
            "hann" => Window.Hann(n, periodic: false, DType.Float64),
            "hamming" => Window.Hamming(n, periodic: false, dtype: DType.Float64),
            "blackman" => Window.Blackman(n, periodic: false, DType.Float64),
            "bartlett" => Window.Bartlett(n, periodic: false, DType.Float64),
            "kaiser" => Window.Kaiser(n, periodic: false, dtype: DType.Float64),
            _ => throw new ArgumentException(name),
        };
    }

    private static Tensor Read(string shape, string values) => Tensor.From<double>(
        [.. values.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))], [.. shape.Split(' ').Select(int.Parse)]);
}
