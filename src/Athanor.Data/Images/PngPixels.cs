using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Athanor.Data.Images;

/// <summary>Turns the inflated rows of a PNG file into pixels: undoes filters, spreads passes, unpacks bits, looks up colours.</summary>
internal sealed class PngPixels
{
    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly byte[]? _transparency;
    private readonly int[] _key;
    private readonly string _name;

    private PngPixels(PngParts parts, string name)
    {
        _header = parts.Header;
        _palette = parts.Palette;
        _transparency = parts.Transparency;
        _name = name;
        bool keyed = _transparency is not null && _header.ColorType != PngHeader.Palette;
        _key = keyed ? [.. _transparency!.Chunk(2).Select(pair => pair[0] << 8 | pair[1])] : [];
    }

    private bool Indexed => _header.ColorType == PngHeader.Palette;

    private int Channels => (Indexed ? 3 : _header.Samples) + (_transparency is null ? 0 : 1);

    /// <summary>Makes the image; <paramref name="raw"/> holds as many bytes as the header asks for, and is used as scratch.</summary>
    public static Image Expand(PngParts parts, byte[] raw, string name)
    {
        var pixels = new PngPixels(parts, name);
        var header = parts.Header;
        long count = (long)header.Width * header.Height * pixels.Channels;
        if (count > Array.MaxLength)
            throw new DataFormatException(name, "IHDR", $"at most {Array.MaxLength} samples", $"{count}");
        return header.BitDepth == 16
            ? new Image(header.Width, header.Height, pixels.Channels, pixels.Fill(raw, new ushort[count]))
            : new Image(header.Width, header.Height, pixels.Channels, pixels.Fill(raw, new byte[count]));
    }

    private T[] Fill<T>(byte[] raw, T[] image)
        where T : unmanaged, IBinaryInteger<T>
    {
        // The usual file, 8 bits, no palette, not interlaced, has its rows as the image wants them.
        bool direct = _header.BitDepth == 8 && !Indexed && _transparency is null && !_header.Interlaced;
        int at = 0, number = 0;
        foreach (var pass in _header.Passes)
        {
            int length = (int)_header.RowBytes(pass.Width);
            ReadOnlySpan<byte> above = new byte[length];
            var samples = new ushort[direct ? 0 : pass.Width * _header.Samples];
            for (int y = 0; y < pass.Height; y++, number++)
            {
                int filter = raw[at];
                if (filter > PngFilter.Paeth)
                    throw new DataFormatException(_name, $"IDAT, row {number}", "filter type 0 to 4", $"{filter}");
                var row = raw.AsSpan(at + 1, length);
                PngFilter.Undo(filter, row, above, _header.FilterStep);
                var target = image.AsSpan(((pass.Top + y * pass.StepY) * _header.Width + pass.Left) * Channels);
                if (direct)
                {
                    MemoryMarshal.Cast<byte, T>(row).CopyTo(target);
                }
                else
                {
                    Unpack(row, samples);
                    Place(samples, target, pass.StepX * Channels);
                }
                above = row;
                at += 1 + length;
            }
        }
        return image;
    }

    private void Unpack(ReadOnlySpan<byte> row, ushort[] samples)
    {
        int depth = _header.BitDepth, perByte = Math.Max(1, 8 / depth);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = depth switch
            {
                8 => row[i],
                16 => BinaryPrimitives.ReadUInt16BigEndian(row[(2 * i)..]),
                _ => (ushort)(row[i / perByte] >> (8 - depth - i % perByte * depth) & ((1 << depth) - 1)),
            };
        }
    }

    private void Place<T>(ushort[] samples, Span<T> image, int step)
        where T : unmanaged, IBinaryInteger<T>
    {
        int perPixel = _header.Samples;
        int scale = _header.BitDepth < 8 ? 255 / ((1 << _header.BitDepth) - 1) : 1;
        T opaque = T.AllBitsSet;
        for (int i = 0, at = 0; i < samples.Length; i += perPixel, at += step)
        {
            if (Indexed)
            {
                Look(samples[i], image[at..]);
                continue;
            }
            bool transparent = _key.Length > 0;
            for (int s = 0; s < perPixel; s++)
            {
                image[at + s] = T.CreateTruncating(samples[i + s] * scale);
                transparent = transparent && samples[i + s] == _key[s];
            }
            if (_key.Length > 0)
                image[at + perPixel] = transparent ? T.Zero : opaque;
        }
    }

    private void Look<T>(int index, Span<T> pixel)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (3 * index >= _palette.Length)
            throw new DataFormatException(_name, "IDAT", $"palette indices below {_palette.Length / 3}", $"{index}");
        for (int c = 0; c < 3; c++)
            pixel[c] = T.CreateTruncating(_palette[3 * index + c]);
        if (_transparency is not null)
            pixel[3] = index < _transparency.Length ? T.CreateTruncating(_transparency[index]) : T.AllBitsSet;
    }
}
