namespace Athanor;

/// <summary>
/// Windows of signals, as PyTorch's: <c>periodic</c> ones (the default) are a symmetric window of one more sample without its last, as
/// transforms want them.
/// </summary>
public static class Window
{
    /// <summary>½ − ½·cos(2πi/N).</summary>
    public static Tensor Hann(int length, bool periodic = true, DType? dtype = null) =>
        Cosines("hann_window", length, periodic, dtype, 0.5, 0.5, 0);

    /// <summary>α − β·cos(2πi/N).</summary>
    public static Tensor Hamming(int length, bool periodic = true, double alpha = 0.54, double beta = 0.46, DType? dtype = null) =>
        Cosines("hamming_window", length, periodic, dtype, alpha, beta, 0);

    /// <summary>0.42 − ½·cos(2πi/N) + 0.08·cos(4πi/N).</summary>
    public static Tensor Blackman(int length, bool periodic = true, DType? dtype = null) =>
        Cosines("blackman_window", length, periodic, dtype, 0.42, 0.5, 0.08);

    /// <summary>A triangle from 0 to 1 and back.</summary>
    public static Tensor Bartlett(int length, bool periodic = true, DType? dtype = null) =>
        Made("bartlett_window", length, periodic, dtype, (i, n) => 1 - Math.Abs(2.0 * i / n - 1));

    /// <summary>I₀(β·√(1 − (2i/N − 1)²)) / I₀(β), where I₀ is a Bessel function.</summary>
    public static Tensor Kaiser(int length, bool periodic = true, double beta = 12, DType? dtype = null) =>
        Made("kaiser_window", length, periodic, dtype, (i, n) =>
            BesselI0(beta * Math.Sqrt(Math.Max(0, 1 - (2.0 * i / n - 1) * (2.0 * i / n - 1)))) / BesselI0(beta));

    private static Tensor Cosines(string op, int length, bool periodic, DType? dtype, double a, double b, double c) =>
        Made(op, length, periodic, dtype, (i, n) => a - b * Math.Cos(2 * Math.PI * i / n) + c * Math.Cos(4 * Math.PI * i / n));

    private static Tensor Made(string op, int length, bool periodic, DType? dtype, Func<int, int, double> value)
    {
        if (length < 0)
            throw new TensorException(op, $"the length must not be negative, got {length}");
        var values = new double[length];
        int n = periodic ? length : length - 1;
        for (int i = 0; i < length; i++)
            values[i] = length == 1 ? 1 : value(i, n);
        return Tensor.From(values).To(dtype ?? Defaults.DType);
    }

    /// <summary>Σ (x/2)^(2k) / k!², whose terms are all positive.</summary>
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; term > 1e-18 * sum; k++)
        {
            term *= x / 2 / k * (x / 2 / k);
            sum += term;
        }
        return sum;
    }
}
