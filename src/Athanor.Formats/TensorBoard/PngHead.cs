using System.Buffers.Binary;

namespace Athanor.Formats.TensorBoard;

/// <summary>The few facts of a PNG file that an image event repeats.</summary>
internal static class PngHead
{
    public static SummaryImage Describe(ReadOnlySpan<byte> png)
    {
        ReadOnlySpan<byte> mark = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        if (png.Length < 33 || !png.StartsWith(mark) || !png[12..16].SequenceEqual("IHDR"u8))
            throw new ArgumentException("expected the bytes of a PNG file, got others", nameof(png));
        int channels = png[25] switch { 0 => 1, 4 => 2, 6 => 4, _ => 3 };
        int width = BinaryPrimitives.ReadInt32BigEndian(png[16..]), height = BinaryPrimitives.ReadInt32BigEndian(png[20..]);
        return new SummaryImage(width, height, channels, png.ToArray());
    }
}
