using System.Runtime.InteropServices;
using Athanor.Data.Files;

namespace Athanor.Data;

/// <summary>An array as the IDX format stores it, the format of MNIST and its kin: an element type, dimensions, values.</summary>
public sealed class IdxFile
{
    internal IdxFile(IdxType type, int[] dims, byte[] bytes)
    {
        ElementType = type;
        Dims = dims;
        Bytes = bytes;
    }

    /// <summary>The type of the elements.</summary>
    public IdxType ElementType { get; }

    /// <summary>The sizes of the dimensions, outermost first; at least one, each 0 or more.</summary>
    public int[] Dims { get; }

    /// <summary>The elements in C order, in this machine's byte order.</summary>
    public byte[] Bytes { get; }

    /// <summary>The elements in C order.</summary>
    /// <exception cref="InvalidOperationException">The file has another element type.</exception>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
        => IdxTypes.Of<T>() == ElementType
            ? MemoryMarshal.Cast<byte, T>(Bytes)
            : throw new InvalidOperationException($"this IDX file holds {ElementType}, not {typeof(T).Name}");

    /// <summary>An array to be written.</summary>
    /// <param name="values">The elements in C order.</param>
    /// <param name="dims">The sizes of 1 to 255 dimensions; their product is the number of elements.</param>
    /// <exception cref="ArgumentException">The dimensions do not fit the number of elements.</exception>
    /// <exception cref="NotSupportedException">IDX has no such element type.</exception>
    public static IdxFile Of<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> dims)
        where T : unmanaged
    {
        long count = 1;
        foreach (int dim in dims)
            count = dim < 0 ? -1 : checked(count * dim);
        if (dims.Length is 0 or > 255 || count != values.Length)
            throw new ArgumentException($"{values.Length} values do not fill ({string.Join(", ", dims.ToArray())})", nameof(dims));
        return new IdxFile(IdxTypes.Of<T>(), dims.ToArray(), MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>Reads a plain or gzip-compressed file; which of the two it is, its first bytes tell.</summary>
    /// <exception cref="DataFormatException">It is not an IDX file, is cut short, or goes on after its last element.</exception>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    public static IdxFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        return IdxReader.Read(stream, path);
    }

    /// <summary>Reads a plain or gzip-compressed file from a stream, which is left open.</summary>
    /// <param name="stream">The source, from its position to its end.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="DataFormatException">It is not an IDX file, is cut short, or goes on after its last element.</exception>
    public static IdxFile Read(Stream stream, string name) => IdxReader.Read(BoundedRead.Seekable(stream, name), name);

    /// <summary>Writes the array; gzip-compressed when the name ends in <c>.gz</c>.</summary>
    public void Write(string path)
    {
        using var stream = File.Create(path);
        Write(stream, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Writes the array to a stream, which is left open.</summary>
    public void Write(Stream stream, bool gzip = false) => IdxWriter.Write(this, stream, gzip);
}
