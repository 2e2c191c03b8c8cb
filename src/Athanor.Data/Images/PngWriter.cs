using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Athanor.Data.Images;

/// <summary>Writes images as PNG files, without loss: grey, grey and alpha, RGB, RGBA, with 8 or 16 bits.</summary>
public static class PngWriter
{
    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">It cannot be created or written.</exception>
    public static void Write(string path, Image image, CompressionLevel level = CompressionLevel.Optimal)
        => File.WriteAllBytes(path, Encode(image, level));

    /// <summary>The bytes of a PNG file.</summary>
    public static byte[] Encode(Image image, CompressionLevel level = CompressionLevel.Optimal)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = (byte)image.BitDepth;
        header[9] = image.Channels switch { 1 => PngHeader.Gray, 2 => PngHeader.GrayAlpha, 3 => PngHeader.Rgb, _ => PngHeader.Rgba };

        var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", Deflate(image, level));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void WriteChunk(MemoryStream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        var letters = Encoding.ASCII.GetBytes(type);
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(letters);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(letters, data));
        file.Write(number);
    }

    private static byte[] Deflate(Image image, CompressionLevel level)
    {
        int step = image.Channels * image.BitDepth / 8, length = checked(image.Width * step);
        byte[] row = new byte[length], above = new byte[length], best = new byte[length], trial = new byte[length];
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, level, leaveOpen: true))
        {
            for (int y = 0; y < image.Height; y++)
            {
                CopyRow(image, y, row);
                int filter = Choose(row, above, step, ref best, ref trial);
                zlib.WriteByte((byte)filter);
                zlib.Write(best);
                (row, above) = (above, row);
            }
        }
        return compressed.ToArray();
    }

    private static void CopyRow(Image image, int y, Span<byte> row)
    {
        if (image.BitDepth == 8)
        {
            image.Samples8.AsSpan(y * row.Length, row.Length).CopyTo(row);
            return;
        }
        var words = MemoryMarshal.Cast<byte, ushort>(row);
        image.Samples16.AsSpan(y * words.Length, words.Length).CopyTo(words);
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(words, words);
    }

    /// <summary>The filter whose differences, as signed bytes, have the smallest sum: the PNG specification recommends it.</summary>
    private static int Choose(byte[] row, byte[] above, int step, ref byte[] best, ref byte[] trial)
    {
        int chosen = 0;
        long least = long.MaxValue;
        for (int filter = PngFilter.None; filter <= PngFilter.Paeth; filter++)
        {
            PngFilter.Apply(filter, row, above, step, trial);
            long sum = 0;
            foreach (byte b in trial)
                sum += Math.Min(b, 256 - b);
            if (sum >= least)
                continue;
            (least, chosen) = (sum, filter);
            (best, trial) = (trial, best);
        }
        return chosen;
    }
}
