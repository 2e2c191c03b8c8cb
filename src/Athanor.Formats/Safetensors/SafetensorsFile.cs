using System.Buffers.Binary;

namespace Athanor.Formats.Safetensors;

/// <summary>
/// A safetensors file, open for reading. The file is mapped, so opening costs only its header, and a tensor's bytes are read when they
/// are touched. The file must not be shortened while it is open.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly MappedBytes _bytes;
    private readonly SafetensorsHeader _header;
    private readonly long _dataStart;

    private SafetensorsFile(string path, MappedBytes bytes)
    {
        FilePath = path;
        _bytes = bytes;
        if (bytes.Length < 8)
            throw new MalformedFileException(path, $"expected 8 bytes of header length or more, found a file of {bytes.Length} bytes");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span(0, 8));
        if (length > SafetensorsHeader.LengthLimit)
            throw new MalformedFileException(path,
                $"expected a header of at most {SafetensorsHeader.LengthLimit} bytes, found a length of {length}");
        if ((long)length > bytes.Length - 8)
            throw new MalformedFileException(path,
                $"expected a header of {length} bytes, found only {bytes.Length - 8} bytes after its length");
        _dataStart = 8 + (long)length;
        _header = SafetensorsHeader.Parse(path, bytes.Span(8, (int)length), bytes.Length - _dataStart);
    }

    /// <summary>The file, as the caller named it.</summary>
    public string FilePath { get; }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => _header.Entries;

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> ByName => _header.ByName;

    /// <summary>The free texts that the writer added, such as <c>format</c>: <c>pt</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header against every rule of the format.</summary>
    /// <exception cref="MalformedFileException">The file breaks a rule.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Open(string path)
    {
        var bytes = new MappedBytes(path);
        try
        {
            return new SafetensorsFile(path, bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The bytes of a tensor of at most 2³¹−1 bytes, in place: valid until the file is closed, at no particular alignment.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor is larger; use <see cref="CopyTo"/> or <see cref="Pointer"/>.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public ReadOnlySpan<byte> Bytes(SafetensorsEntry entry)
    {
        Check(entry);
        if (entry.Length > int.MaxValue)
            throw new ArgumentException($"tensor '{entry.Name}' has {entry.Length} bytes, a span holds 2147483647 at most", nameof(entry));
        return _bytes.Span(_dataStart + entry.Offset, (int)entry.Length);
    }

    /// <summary>The first byte of a tensor, in place: valid until the file is closed, at no particular alignment.</summary>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public unsafe byte* Pointer(SafetensorsEntry entry)
    {
        Check(entry);
        return _bytes.Pointer(_dataStart + entry.Offset);
    }

    /// <summary>Copies <paramref name="destination"/>.Length bytes of a tensor, from its byte <paramref name="from"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has fewer bytes there.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void CopyTo(SafetensorsEntry entry, Span<byte> destination, long from = 0)
    {
        Check(entry);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(destination.Length, entry.Length - from, nameof(destination));
        _bytes.Span(_dataStart + entry.Offset + from, destination.Length).CopyTo(destination);
    }

    /// <summary>Closes the file; spans and pointers into it are no longer valid.</summary>
    public void Dispose() => _bytes.Dispose();

    // An entry made by hand or of another file would point outside the map.
    private void Check(SafetensorsEntry entry)
    {
        if (!ByName.TryGetValue(entry.Name, out SafetensorsEntry? own) || !ReferenceEquals(own, entry))
            throw new ArgumentException($"'{entry.Name}' is not an entry of {FilePath}", nameof(entry));
    }
}
