using System.IO.Compression;
using Athanor.Data.Files;

namespace Athanor.Data.Images;

/// <summary>
/// Reads PNG files of every colour type, bit depth and interlacing. Samples of fewer than 8 bits are scaled to 8, 16-bit ones stay;
/// palettes become colours, transparent colours become an alpha channel. No gamma or colour profile is applied. Every checksum is verified.
/// </summary>
public static class PngReader
{
    /// <summary>The largest image read when no other limit is given: 2²⁸ pixels.</summary>
    public const long DefaultMaxPixels = 1L << 28;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">A larger image is refused before memory is taken for it.</param>
    /// <exception cref="DataFormatException">It is not a valid PNG file or too large.</exception>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    public static Image Read(string path, long maxPixels = DefaultMaxPixels)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, path, maxPixels);
    }

    /// <summary>Reads from a stream, which is left open, from its position to its end.</summary>
    /// <param name="stream">The source.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="maxPixels">A larger image is refused before memory is taken for it.</param>
    /// <exception cref="DataFormatException">It is not a valid PNG file or too large.</exception>
    public static Image Read(Stream stream, string name, long maxPixels = DefaultMaxPixels)
        => Decode(BoundedRead.ToEnd(stream, name), name, maxPixels);

    /// <summary>Reads a file that is in memory.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="maxPixels">A larger image is refused before memory is taken for it.</param>
    /// <exception cref="DataFormatException">It is not a valid PNG file or too large.</exception>
    public static Image Decode(byte[] file, string name, long maxPixels = DefaultMaxPixels)
    {
        var parts = PngParts.Read(file, name, maxPixels);
        var raw = Inflate(parts, name);
        return PngPixels.Expand(parts, raw, name);
    }

    private static byte[] Inflate(PngParts parts, string name)
    {
        long size = parts.Header.RawBytes;
        long possible = Math.Min(BoundedRead.MaxDeflateRatio * (long)parts.Compressed.Length, Array.MaxLength);
        if (size > possible)
        {
            string found = $"{parts.Header.Width}×{parts.Header.Height}, {size} bytes";
            throw new DataFormatException(name, "IHDR", $"an image of at most the {possible} bytes that the data can expand to", found);
        }
        if (parts.Compressed.Length < 2 || (parts.Compressed[1] & 0x20) != 0)
            throw new DataFormatException(name, "IDAT", "a zlib stream without a preset dictionary", "one with, or none");

        return BoundedRead.Decompress(name, "IDAT", () =>
        {
            using var inflated = new ZLibStream(new MemoryStream(parts.Compressed), CompressionMode.Decompress);
            var raw = BoundedRead.UpTo(inflated, (int)size, 16L * parts.Compressed.Length);
            if (raw.Length < size)
                throw new DataFormatException(name, "IDAT", $"{size} bytes of image data", $"{raw.Length}");
            if (inflated.ReadByte() >= 0)
                throw new DataFormatException(name, "IDAT", $"{size} bytes of image data", "more");
            return raw;
        });
    }
}
