using System.Formats.Tar;
using System.IO.Compression;

namespace Athanor.Conformance.Engine;

/// <summary>A file of golden cases: its name without ending, and its content.</summary>
public sealed record CaseFile(string Name, Func<byte[]> Read)
{
    /// <summary>The files of a folder and the folders inside it, by name.</summary>
    public static IReadOnlyList<CaseFile> InFolder(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .OrderBy(path => path, StringComparer.Ordinal)
            .Select(path => new CaseFile(Path.GetFileNameWithoutExtension(path), () => File.ReadAllBytes(path))),
    ];

    /// <summary>The files of a packed folder (.tar.gz), by name.</summary>
    public static IReadOnlyList<CaseFile> InArchive(Stream stream)
    {
        using var unpacked = new GZipStream(stream, CompressionMode.Decompress);
        using var archive = new TarReader(unpacked);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null || !entry.Name.EndsWith(".json", StringComparison.Ordinal))
                continue;
            using var content = new MemoryStream();
            entry.DataStream.CopyTo(content);
            files[entry.Name] = content.ToArray();
        }
        return [.. files.Select(file => new CaseFile(Path.GetFileNameWithoutExtension(file.Key), () => file.Value))];
    }

    /// <summary>The cases that travel with the runner: ops, layers, transformers, vision.</summary>
    public static IReadOnlyList<CaseFile> Packed(string suite)
    {
        using Stream stream = typeof(CaseFile).Assembly.GetManifestResourceStream($"golden/{suite}.tar.gz")
            ?? throw new ArgumentException($"there is no packed suite {suite}", nameof(suite));
        return InArchive(stream);
    }
}
