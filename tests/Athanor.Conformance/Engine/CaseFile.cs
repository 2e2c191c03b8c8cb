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

    /// <summary>The files of a zip archive, by name.</summary>
    public static IReadOnlyList<CaseFile> InArchive(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        return
        [
            .. archive.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal))
                .OrderBy(entry => entry.FullName, StringComparer.Ordinal)
                .Select(entry => (Name: Path.GetFileNameWithoutExtension(entry.Name), Content: Content(entry)))
                .Select(entry => new CaseFile(entry.Name, () => entry.Content)),
        ];
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
