namespace Athanor.Data.Images;

/// <summary>The chunks of a PNG file that say how it looks, their order checked; other optional chunks are passed over.</summary>
internal sealed class PngParts
{
    private PngParts(PngHeader header) => Header = header;

    public PngHeader Header { get; }

    /// <summary>Red, green and blue of each palette entry; empty without a palette.</summary>
    public byte[] Palette { get; private set; } = [];

    /// <summary>What tRNS says: alpha of the first palette entries, or the transparent colour as 16-bit samples; else null.</summary>
    public byte[]? Transparency { get; private set; }

    /// <summary>The data of all IDAT chunks: one zlib stream.</summary>
    public byte[] Compressed { get; private set; } = [];

    /// <summary>Collects the chunks up to IEND.</summary>
    public static PngParts Read(byte[] file, string name, long maxPixels)
    {
        var chunks = new PngChunks(file, name);
        chunks.Read();
        if (chunks.Type != "IHDR")
            throw new DataFormatException(name, "first chunk", "IHDR", chunks.Type);
        var parts = new PngParts(PngHeader.Parse(chunks.Data, name, maxPixels));
        List<ArraySegment<byte>> data = [];
        string last = "";
        for (chunks.Read(); chunks.Type != "IEND"; chunks.Read())
        {
            if (chunks.Type == "IDAT" && data.Count > 0 && last != "IDAT")
                throw new DataFormatException(name, "IDAT", "all image data together", $"{last} between them");
            if (chunks.Type == "IDAT")
                data.Add(chunks.Data);
            else
                parts.Take(chunks.Type, chunks.Data, name, afterData: data.Count > 0);
            last = chunks.Type;
        }
        if (data.Count == 0)
            throw new DataFormatException(name, "IEND", "image data (IDAT) before it", "none");
        if (parts.Header.ColorType == PngHeader.Palette && parts.Palette.Length == 0)
            throw new DataFormatException(name, "IDAT", "a palette (PLTE) before it", "none");

        parts.Compressed = new byte[data.Sum(segment => segment.Count)];
        int at = 0;
        foreach (var segment in data)
        {
            segment.AsSpan().CopyTo(parts.Compressed.AsSpan(at));
            at += segment.Count;
        }
        return parts;
    }

    private void Take(string type, ArraySegment<byte> data, string name, bool afterData)
    {
        if (type is "PLTE" or "tRNS" && afterData)
            throw new DataFormatException(name, type, "it before the image data", "it after them");
        if (type == "PLTE")
            TakePalette(data, name);
        else if (type == "tRNS")
            TakeTransparency(data, name);
        else if (char.IsAsciiLetterUpper(type[0]))
            throw new DataFormatException(name, type, "a critical chunk of IHDR, PLTE, IDAT, IEND", "another, or a second one");
    }

    private void TakePalette(ArraySegment<byte> data, string name)
    {
        if (Palette.Length > 0 || Header.ColorType is PngHeader.Gray or PngHeader.GrayAlpha)
            throw new DataFormatException(name, "PLTE", "one palette, and none in a grey image", $"it with colour type {Header.ColorType}");
        if (data.Count is 0 or > 768 || data.Count % 3 != 0)
            throw new DataFormatException(name, "PLTE", "1 to 256 entries of 3 bytes", $"{data.Count} bytes");
        Palette = [.. data];
    }

    private void TakeTransparency(ArraySegment<byte> data, string name)
    {
        // With a full alpha channel the chunk has no meaning; as it is optional, it is passed over like any other.
        if (Header.ColorType is PngHeader.GrayAlpha or PngHeader.Rgba)
            return;
        bool indexed = Header.ColorType == PngHeader.Palette;
        int most = indexed ? Palette.Length / 3 : 2 * Header.Samples;
        if (data.Count > most || (!indexed && data.Count < most) || Transparency is not null)
            throw new DataFormatException(name, "tRNS", $"one of {(indexed ? "at most " : "")}{most} bytes", $"{data.Count} bytes");
        Transparency = [.. data];
    }
}
