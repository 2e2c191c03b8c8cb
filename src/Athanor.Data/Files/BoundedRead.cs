namespace Athanor.Data.Files;

/// <summary>Reads whose memory follows what a stream really holds, whatever its header promises.</summary>
internal static class BoundedRead
{
    /// <summary>Deflate codes at most 258 bytes in two bits, so no compressed stream grows by more than this.</summary>
    public const int MaxDeflateRatio = 1032;

    private const int FirstBuffer = 1 << 16;

    /// <summary>Reads up to <paramref name="count"/> bytes; the result is shorter when the stream ends earlier.</summary>
    /// <param name="stream">The source.</param>
    /// <param name="count">The number of bytes wanted, promised by a header and not believed.</param>
    /// <param name="trusted">The number of bytes that may be allocated before any has come.</param>
    public static byte[] UpTo(Stream stream, int count, long trusted)
    {
        var buffer = new byte[Math.Min(count, Math.Max(trusted, FirstBuffer))];
        int filled = 0;
        while (true)
        {
            int read = stream.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
            filled += read;
            if (filled < buffer.Length)
                return buffer[..filled];
            if (filled == count)
                return buffer;
            Array.Resize(ref buffer, (int)Math.Min(count, 2L * buffer.Length));
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="DataFormatException">It holds more than an array can.</exception>
    public static byte[] ToEnd(Stream stream, string name)
    {
        long known = stream.CanSeek ? stream.Length - stream.Position : -1;
        if (known >= 0 && known < Array.MaxLength)
            return UpTo(stream, (int)known, known);
        byte[] bytes = known < 0 ? UpTo(stream, Array.MaxLength, 0) : [];
        if (known >= 0 || bytes.Length == Array.MaxLength)
            throw new DataFormatException(name, "length", $"less than {Array.MaxLength} bytes", known >= 0 ? $"{known}" : "more");
        return bytes;
    }

    /// <summary>A stream of known length: the stream itself, or where it cannot seek, a copy of it in memory.</summary>
    public static Stream Seekable(Stream stream, string name) => stream.CanSeek ? stream : new MemoryStream(ToEnd(stream, name));

    /// <summary>Runs a read of compressed data and says which file it was when the data are not valid.</summary>
    public static T Decompress<T>(string name, string where, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            throw new DataFormatException(name, where, "valid compressed data", e.Message.TrimEnd('.'), e);
        }
    }
}
