using Athanor.Ops;

namespace Athanor;

public static partial class Fourier
{
    /// <summary>
    /// The short-time transform of a signal (…one batch dimension at most…, time): windows of <paramref name="nFft"/>, a hop apart, each
    /// transformed: (…, frequencies, frames, 2). As <c>torch.stft</c>.
    /// </summary>
    /// <param name="x">(time) or (batch, time).</param>
    /// <param name="nFft">The length of each transform.</param>
    /// <param name="hop">Steps between windows; nFft / 4 if left out.</param>
    /// <param name="winLength">The window's length; nFft if left out. A shorter one is centred.</param>
    /// <param name="window">The window, of winLength; ones if left out.</param>
    /// <param name="center">Whether the signal is padded by nFft / 2 on both sides, so that frame t is centred at t · hop.</param>
    /// <param name="padMode"><c>reflect</c>, <c>constant</c>, <c>replicate</c> or <c>circular</c>.</param>
    /// <param name="normalized">Whether to divide by √nFft.</param>
    /// <param name="onesided">Whether only the nFft / 2 + 1 frequencies from 0 are given.</param>
    public static Tensor Stft(
        Tensor x, int nFft, int? hop = null, int? winLength = null, Tensor? window = null, bool center = true, string padMode = "reflect",
        bool normalized = false, bool onesided = true)
    {
        if (x.Rank is not (1 or 2))
            throw new TensorException("stft", $"expected a signal (time) or (batch, time), got shape {x.Shape}");
        if (x.Rank == 1)
            return Stft(x.Unsqueeze(0), nFft, hop, winLength, window, center, padMode, normalized, onesided).Squeeze(0);
        int step = hop ?? nFft / 4;
        Tensor? shape = FullWindow("stft", nFft, step, winLength ?? nFft, window);
        if (center)
            x = Padded(x, nFft / 2, padMode);
        if (nFft > x.Shape[1])
            throw new TensorException("stft", $"nFft must be at most the signal's {x.Shape[1]} samples, got {nFft}");
        Tensor frames = x.Unfold(1, nFft, step);
        if (shape is not null)
            frames = frames * shape;
        string norm = normalized ? "ortho" : "backward";
        return (onesided ? Rfft(frames, norm: norm) : Fft(Complex(frames), norm: norm)).Transpose(1, 2);
    }

    /// <summary>
    /// The signal whose <see cref="Stft"/> comes closest to <paramref name="x"/> (Griffin and Lim 1984): windows are transformed back,
    /// windowed again, added and divided by the sum of squared windows. As <c>torch.istft</c>.
    /// </summary>
    /// <exception cref="TensorException">The windows leave samples uncovered.</exception>
    public static Tensor Istft(
        Tensor x, int nFft, int? hop = null, int? winLength = null, Tensor? window = null, bool center = true, bool normalized = false,
        bool onesided = true, int? length = null)
    {
        Checked("istft", x);
        if (x.Rank == 3)
            return Istft(x.Unsqueeze(0), nFft, hop, winLength, window, center, normalized, onesided, length).Squeeze(0);
        int step = hop ?? nFft / 4, bins = onesided ? nFft / 2 + 1 : nFft;
        if (x.Rank != 4 || x.Shape[1] != bins || x.Shape[2] == 0)
            throw new TensorException("istft", $"expected (batch, {bins}, frames, 2) for nFft {nFft}, got shape {x.Shape}");
        Tensor shape = FullWindow("istft", nFft, step, winLength ?? nFft, window)
            ?? Tensor.Ones(new TensorSpec(new Shape(nFft), x.DType, x.Device));
        string norm = normalized ? "ortho" : "backward";
        Tensor spectra = x.Transpose(1, 2);
        Tensor frames = onesided ? Irfft(spectra, nFft, norm: norm) : Real(Ifft(spectra, norm: norm));
        int batch = x.Shape[0], count = x.Shape[2], total = nFft + step * (count - 1);
        Tensor signal = Added(frames * shape, total), weight = Added((shape * shape).Expand(1, count, nFft), total);
        int start = center ? nFft / 2 : 0, end = length is { } wanted ? start + wanted : center ? total - nFft / 2 : total;
        int have = Math.Min(end, total) - start;
        if (have <= 0)
            throw new TensorException("istft", $"nothing is left of {total} samples after the padding of {start} is cut off");
        weight = weight.Narrow(1, start, have);
        if (weight.Device.Kind != DeviceKind.Meta && weight.Detach().Abs().Min().Item() < 1e-11)
            throw new TensorException("istft", $"the windows leave samples uncovered: hop {step}, window {winLength ?? nFft}");
        Tensor result = signal.Narrow(1, start, have) / weight;
        return Resized(result, 1, end - start);

        Tensor Added(Tensor parts, int size) =>
            Tensor.Apply(new Embed(new Ops.Windows(1, nFft, step), new Shape(parts.Shape[0], size)), parts);
    }

    private static Tensor? FullWindow(string op, int nFft, int hop, int winLength, Tensor? window)
    {
        if (nFft < 1 || hop < 1)
            throw new TensorException(op, $"nFft and hop must be at least 1, got {nFft} and {hop}");
        if (winLength < 1 || winLength > nFft)
            throw new TensorException(op, $"the window's length must be between 1 and nFft {nFft}, got {winLength}");
        if (window is not null && (window.Rank != 1 || window.Shape[0] != winLength))
            throw new TensorException(op, $"expected a window of shape ({winLength},), got {window.Shape}");
        if (winLength == nFft)
            return window;
        window ??= Tensor.Ones(winLength);
        int left = (nFft - winLength) / 2;
        return Tensor.Cat([Tensor.Zeros(window.Spec.With(new Shape(left))), window,
            Tensor.Zeros(window.Spec.With(new Shape(nFft - winLength - left)))]);
    }

    private static Tensor Padded(Tensor x, int by, string mode)
    {
        int size = x.Shape[1];
        if (mode == "constant")
        {
            Tensor zeros = Tensor.Zeros(x.Spec.With(new Shape(x.Shape[0], by)));
            return Tensor.Cat([zeros, x, zeros], 1);
        }
        if (mode is not ("reflect" or "replicate" or "circular"))
            throw new TensorException("stft", $"padMode must be 'reflect', 'constant', 'replicate' or 'circular', got '{mode}'");
        if (mode == "reflect" ? by >= size : by > size)
            throw new TensorException("stft", $"a signal of {size} samples is too short to be padded by {by} in mode '{mode}'");
        var places = new long[size + 2 * by];
        for (int i = 0; i < places.Length; i++)
        {
            int at = i - by;
            places[i] = mode switch
            {
                "reflect" => at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at,
                "replicate" => Math.Clamp(at, 0, size - 1),
                _ => (at + size) % size,
            };
        }
        using Defaults.Restore restore = Defaults.On(x.Device);
        return x.IndexSelect(1, Tensor.From(places));
    }
}
