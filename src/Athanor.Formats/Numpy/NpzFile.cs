using System.IO.Compression;

namespace Athanor.Formats.Numpy;

/// <summary>A ZIP archive of named NumPy arrays (<c>.npz</c>), open for reading; each array is read when asked for.</summary>
public sealed class NpzFile : IDisposable
{
    /// <summary>DEFLATE cannot shrink more than this; a claim of more is a lie.</summary>
    private const long RatioLimit = 1032;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    private NpzFile(string path, ZipArchive archive)
    {
        FilePath = path;
        _archive = archive;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!entry.FullName.EndsWith(".npy", StringComparison.Ordinal))
                continue; // NumPy, too, gives only these as arrays
            string name = entry.FullName[..^4];
            if (!_entries.TryAdd(name, entry))
                throw new MalformedFileException(path, $"expected every array once, found {Quoted.Text(name)} twice");
        }
        Names = [.. _entries.Keys];
    }

    /// <summary>The file, as the caller named it.</summary>
    public string FilePath { get; }

    /// <summary>The names of the arrays, in the file's order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Opens an archive.</summary>
    /// <exception cref="MalformedFileException">It is not a ZIP archive, or names an array twice.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NpzFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return Guard(path, "an archive of arrays", () => new NpzFile(path, new ZipArchive(stream, ZipArchiveMode.Read)));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads an array.</summary>
    /// <exception cref="KeyNotFoundException">There is no array of that name.</exception>
    /// <exception cref="MalformedFileException">
    /// The array breaks a rule, see <see cref="NpyFile.Read"/>, or its checksum is wrong.
    /// </exception>
    public NpyArray Read(string name)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
            throw new KeyNotFoundException($"{FilePath}: there is no array '{name}'; there are {string.Join(", ", Names.Take(20))}");
        return Guard(FilePath, $"array {Quoted.Text(name)}", () => Read(entry));
    }

    /// <summary>Writes an archive of arrays, whole or not at all; the same arrays give the same bytes.</summary>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="arrays">Names and arrays, in the order of writing.</param>
    /// <param name="compress">Whether to deflate the arrays; weights hardly shrink.</param>
    /// <exception cref="ArgumentException">A name comes twice, or NumPy has no such element type.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, NpyArray>> arrays, bool compress = false)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        CompressionLevel level = compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression;
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, NpyArray array) in arrays)
            {
                if (!names.Add(name))
                    throw new ArgumentException($"two arrays are called '{name}'", nameof(arrays));
                byte[] header = NpyHeaderWriter.Write(array.Type, array.Shape);
                ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", level);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream part = entry.Open();
                part.Write(header);
                part.Write(array.Data.Span);
            }
        });
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _archive.Dispose();

    private NpyArray Read(ZipArchiveEntry entry)
    {
        string where = $"{FilePath}: {Quoted.Text(entry.FullName)}";
        if (entry.Length / RatioLimit > entry.CompressedLength)
            throw new MalformedFileException(where,
                $"expected at most {RatioLimit} bytes for each compressed one, found {entry.Length} in {entry.CompressedLength}");
        using var stream = new Crc32Stream(entry.Open());
        NpyHeader header = NpyHeader.Read(stream, where, entry.Length);
        NpyArray array = NpyFile.ReadData(stream, where, header, Math.Min(entry.CompressedLength, new FileInfo(FilePath).Length));
        if (stream.ReadByte() >= 0)
            throw new MalformedFileException(where, $"expected {entry.Length} bytes, found more");
        if (stream.Crc != entry.Crc32)
            throw new MalformedFileException(where, $"expected checksum {entry.Crc32:x8}, found {stream.Crc:x8}");
        return array;
    }

    private static T Guard<T>(string path, string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException or EndOfStreamException or ArgumentException)
        {
            throw new MalformedFileException(path, $"expected {what} in a sound ZIP archive, found a fault: {error.Message}", error);
        }
    }
}
