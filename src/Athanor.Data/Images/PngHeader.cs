using System.Buffers.Binary;

namespace Athanor.Data.Images;

/// <summary>What a PNG file's first chunk, IHDR, says, and the sizes that follow from it.</summary>
internal sealed record PngHeader(int Width, int Height, int BitDepth, int ColorType, bool Interlaced)
{
    public const int Gray = 0, Rgb = 2, Palette = 3, GrayAlpha = 4, Rgba = 6;

    /// <summary>Samples that a pixel has in the file; a palette index is one.</summary>
    public int Samples => ColorType switch { Rgb => 3, GrayAlpha => 2, Rgba => 4, _ => 1 };

    /// <summary>Distance in bytes between a byte and the one that filters see at its left.</summary>
    public int FilterStep => Math.Max(1, Samples * BitDepth / 8);

    /// <summary>The smaller images that the file consists of, in order: one, or Adam7's up to seven.</summary>
    public IEnumerable<PngPass> Passes => PngPass.Of(this);

    /// <summary>Bytes of a row of so many pixels, its filter type not counted.</summary>
    public long RowBytes(int width) => ((long)width * Samples * BitDepth + 7) / 8;

    /// <summary>Bytes of all rows of all passes with their filter types.</summary>
    public long RawBytes => Passes.Sum(pass => pass.Height * (1 + RowBytes(pass.Width)));

    /// <summary>Reads and checks the chunk.</summary>
    public static PngHeader Parse(ReadOnlySpan<byte> data, string name, long maxPixels)
    {
        if (data.Length != 13)
            throw new DataFormatException(name, "IHDR", "13 bytes", $"{data.Length}");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
            throw new DataFormatException(name, "IHDR", "a width and height of 1 to 2147483647", $"{width}×{height}");
        maxPixels = Math.Clamp(maxPixels, 0, Array.MaxLength);
        if ((ulong)width * height > (ulong)maxPixels)
            throw new DataFormatException(name, "IHDR", $"at most {maxPixels} pixels", $"{width}×{height}");

        int depth = data[8], color = data[9];
        int[] depths = color switch
        {
            Gray => [1, 2, 4, 8, 16],
            Palette => [1, 2, 4, 8],
            Rgb or GrayAlpha or Rgba => [8, 16],
            _ => throw new DataFormatException(name, "IHDR", "colour type 0, 2, 3, 4 or 6", $"{color}"),
        };
        if (Array.IndexOf(depths, depth) < 0)
            throw new DataFormatException(name, "IHDR", $"bit depth {string.Join(", ", depths)} with colour type {color}", $"{depth}");
        if (data[10] != 0 || data[11] != 0)
            throw new DataFormatException(name, "IHDR", "compression method 0 and filter method 0", $"{data[10]} and {data[11]}");
        if (data[12] > 1)
            throw new DataFormatException(name, "IHDR", "interlace method 0 or 1", $"{data[12]}");
        return new PngHeader((int)width, (int)height, depth, color, data[12] == 1);
    }
}
