using System.IO.Compression;
using System.Text.Json;

namespace Athanor.Training.Tests;

/// <summary>Data carried by the test assembly.</summary>
internal static class Resource
{
    public static JsonElement Json(string name)
    {
        using Stream stream = typeof(Resource).Assembly.GetManifestResourceStream(name)!;
        using Stream text = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static double[] Doubles(this JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetDouble())];
}
