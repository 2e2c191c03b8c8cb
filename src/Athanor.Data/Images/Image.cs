namespace Athanor.Data.Images;

/// <summary>
/// Pixels in memory: rows from the top, pixels from the left, channels together. One channel is grey, two are grey and alpha, three are
/// red, green and blue, four these and alpha; alpha is not multiplied in.
/// </summary>
public sealed class Image
{
    private readonly byte[]? _bytes;
    private readonly ushort[]? _words;

    /// <summary>An image of 8-bit samples, 0 to 255.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or the samples are not height × width × channels.</exception>
    public Image(int width, int height, int channels, byte[] samples)
        : this(width, height, channels, 8, samples.Length) => _bytes = samples;

    /// <summary>An image of 16-bit samples, 0 to 65535.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or the samples are not height × width × channels.</exception>
    public Image(int width, int height, int channels, ushort[] samples)
        : this(width, height, channels, 16, samples.Length) => _words = samples;

    private Image(int width, int height, int channels, int bitDepth, int samples)
    {
        if (width <= 0 || height <= 0)
            throw new ArgumentException($"an image has positive sizes, got {width}×{height}");
        if (channels is < 1 or > 4)
            throw new ArgumentException($"an image has 1 to 4 channels, got {channels}", nameof(channels));
        if ((Int128)width * height * channels != samples)
            throw new ArgumentException($"{width}×{height} pixels of {channels} channels are not {samples} samples", nameof(samples));
        (Width, Height, Channels, BitDepth) = (width, height, channels, bitDepth);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Samples in a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.</summary>
    public int Channels { get; }

    /// <summary>Bits in a sample: 8 or 16.</summary>
    public int BitDepth { get; }

    /// <summary>Whether the last channel is alpha.</summary>
    public bool HasAlpha => Channels is 2 or 4;

    /// <summary>The 8-bit samples, shape (Height, Width, Channels); not a copy.</summary>
    /// <exception cref="InvalidOperationException">The samples have 16 bits; <see cref="To8Bit"/> converts them.</exception>
    public byte[] Samples8 => _bytes ?? throw new InvalidOperationException("this image has 16-bit samples: use Samples16 or To8Bit()");

    /// <summary>The 16-bit samples, shape (Height, Width, Channels); not a copy.</summary>
    /// <exception cref="InvalidOperationException">The samples have 8 bits.</exception>
    public ushort[] Samples16 => _words ?? throw new InvalidOperationException("this image has 8-bit samples: use Samples8");

    /// <summary>One grey channel: 0.299 red + 0.587 green + 0.114 blue in fixed point (ITU-R 601, as Pillow); alpha is dropped.</summary>
    public Image ToGray() => ImageConvert.Gray(this);

    /// <summary>Three channels: grey is repeated, alpha is dropped.</summary>
    public Image ToRgb() => ImageConvert.Rgb(this);

    /// <summary>The same image with 8-bit samples, rounded to the nearest; itself when it has them already.</summary>
    public Image To8Bit() => ImageConvert.Narrow(this);
}
