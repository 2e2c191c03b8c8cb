using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Athanor.Data.Tests.Images;

/// <summary>The files of PngSuite, by path in their archive.</summary>
internal static class PngSuite
{
    private static readonly Lazy<Dictionary<string, byte[]>> _files = new(Load);

    public static byte[] File(string path) => _files.Value[path];

    public static bool Has(string path) => _files.Value.ContainsKey(path);

    /// <summary>Names without extension of the files with a status of the index: valid, corrupt.</summary>
    public static TheoryData<string> Names(string status)
        => [.. Encoding.UTF8.GetString(File("index.tsv")).Split('\n').Select(line => line.Split('\t'))
            .Where(cells => cells.Length > 1 && cells[1] == status).Select(cells => Path.GetFileNameWithoutExtension(cells[0]))];

    private static Dictionary<string, byte[]> Load()
    {
        using var stream = typeof(PngSuite).Assembly.GetManifestResourceStream("pngsuite.tar.gz")!;
        using var tar = new TarReader(new GZipStream(stream, CompressionMode.Decompress));
        var files = new Dictionary<string, byte[]>();
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is not { } data)
                continue;
            var bytes = new MemoryStream();
            data.CopyTo(bytes);
            files[entry.Name] = bytes.ToArray();
        }
        return files;
    }
}
