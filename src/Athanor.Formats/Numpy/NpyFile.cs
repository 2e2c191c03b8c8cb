namespace Athanor.Formats.Numpy;

/// <summary>Files of one NumPy array (<c>.npy</c>).</summary>
public static class NpyFile
{
    /// <summary>Reads an array of booleans, integers, floats or complex numbers.</summary>
    /// <exception cref="MalformedFileException">
    /// The file breaks a rule, is shorter or longer than its shape needs, holds Python objects or strings, or 2³¹ bytes or more.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NpyArray Read(string path)
    {
        using FileStream stream = Open(path);
        NpyHeader header = NpyHeader.Read(stream, path, stream.Length);
        return ReadData(stream, path, header, available: header.ByteCount);
    }

    /// <summary>Reads what the head of the file says, for a look at large files.</summary>
    /// <exception cref="MalformedFileException">As for <see cref="Read"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NpyHeader ReadHeader(string path)
    {
        using FileStream stream = Open(path);
        return NpyHeader.Read(stream, path, stream.Length);
    }

    /// <summary>Writes an array (version 1.0, little-endian, row by row) whole or not at all.</summary>
    /// <exception cref="ArgumentException">NumPy has no such element type (bfloat16, 8-bit floats): convert to another first.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, NpyArray array)
    {
        byte[] header = NpyHeaderWriter.Write(array.Type, array.Shape);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            stream.Write(array.Data.Span);
        });
    }

    /// <summary>Reads the array; <paramref name="available"/> bytes are surely there, more are believed only as they come.</summary>
    internal static NpyArray ReadData(Stream stream, string path, NpyHeader header, long available)
    {
        long count = header.ByteCount;
        if (count > Array.MaxLength)
            throw new MalformedFileException(path, $"expected an array of at most {Array.MaxLength} bytes, found {count}");
        var data = new byte[Math.Min(count, Math.Max(available, 1 << 16))];
        int got = 0;
        while (true)
        {
            got += stream.ReadAtLeast(data.AsSpan(got), data.Length - got, throwOnEndOfStream: false);
            if (got < data.Length)
                throw new MalformedFileException(path, $"expected {count} bytes for {header.Type} × {header.Shape}, found {got}");
            if (got == count)
                break;
            Array.Resize(ref data, (int)Math.Min(count, 2L * data.Length));
        }
        return new NpyArray(header.Type, header.Shape, NpyLayout.Normalise(header, data));
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
}
