using System.Buffers.Binary;

namespace Athanor.Formats.Numpy;

/// <summary>What the head of a NumPy array file says.</summary>
/// <param name="Type">The element type.</param>
/// <param name="BigEndian">Whether each number has its high byte first.</param>
/// <param name="FortranOrder">Whether the first dimension is the one whose neighbours lie side by side.</param>
/// <param name="Shape">The sizes.</param>
public sealed record NpyHeader(ElementType Type, bool BigEndian, bool FortranOrder, Shape Shape)
{
    /// <summary>NumPy's own files need some hundred bytes; the bound is room for long shapes.</summary>
    private const int LengthLimit = 65_535;

    internal static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The number of bytes of the array.</summary>
    public long ByteCount => Type.ByteCount(Shape.Dims)!.Value;

    /// <summary>Reads the head and leaves the stream at the first byte of the array.</summary>
    /// <param name="stream">The file's bytes.</param>
    /// <param name="path">The file, for error messages.</param>
    /// <param name="length">The bytes of head and array together.</param>
    /// <exception cref="MalformedFileException">
    /// It breaks a rule, holds Python objects or strings, or is not exactly as long as its shape needs.
    /// </exception>
    internal static NpyHeader Read(Stream stream, string path, long length)
    {
        Span<byte> start = stackalloc byte[12];
        int got = stream.ReadAtLeast(start[..10], 10, throwOnEndOfStream: false);
        if (got < 10 || !start[..6].SequenceEqual(Magic))
            throw new MalformedFileException(path,
                $"expected the mark \\x93NUMPY of an array file and its version, found {Describe(start[..got])}");
        (int major, int minor) = (start[6], start[7]);
        if (major is < 1 or > 3 || minor != 0)
            throw new MalformedFileException(path, $"expected version 1.0, 2.0 or 3.0, found {major}.{minor}");
        long headerLength = BinaryPrimitives.ReadUInt16LittleEndian(start[8..10]);
        int before = 10;
        if (major > 1)
        {
            before = 12;
            if (stream.ReadAtLeast(start[10..], 2, throwOnEndOfStream: false) < 2)
                throw new MalformedFileException(path, "expected 4 bytes of header length, found the end of the file");
            headerLength = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        }
        if (headerLength > LengthLimit)
            throw new MalformedFileException(path, $"expected a header of at most {LengthLimit} bytes, found a length of {headerLength}");
        if (headerLength > length - before)
            throw new MalformedFileException(path, $"expected a header of {headerLength} bytes, found only {length - before}");
        var text = new byte[headerLength];
        if (stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
            throw new MalformedFileException(path, $"expected a header of {headerLength} bytes, found the end of the file");
        NpyHeader header = new NpyHeaderParser(path, text).Parse();
        long data = length - before - headerLength;
        if (header.ByteCount != data)
            throw new MalformedFileException(path, $"expected {header.ByteCount} bytes for {header.Type} × {header.Shape}, found {data}");
        return header;
    }

    private static string Describe(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "an empty file" : $"bytes {Convert.ToHexString(bytes)}";
}
