using System.Text.Json;

namespace Athanor.Formats.Tests;

/// <summary>What the files under Data hold, or that they must be refused.</summary>
public static class Expected
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data");

    private static readonly JsonElement s_all = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "expected.json"))).RootElement;

    public static TheoryData<string> Files(string prefix, params string[] extensions)
    {
        var files = new TheoryData<string>();
        foreach (JsonProperty file in s_all.EnumerateObject())
            if (file.Name.StartsWith(prefix, StringComparison.Ordinal) && extensions.Contains(Path.GetExtension(file.Name)))
                files.Add(file.Name);
        return files;
    }

    public static string PathOf(string file) => Path.Combine(Folder, file);

    public static bool MustRefuse(string file) => s_all.GetProperty(file).TryGetProperty("error", out _);

    /// <summary>Holds tensors by name to dtype, shape and checksum.</summary>
    public static void Check(string file, Dictionary<string, (ElementType Type, Shape Shape, byte[] Data)> found)
    {
        JsonElement tensors = s_all.GetProperty(file).GetProperty("tensors");
        Assert.Equal(tensors.EnumerateObject().Select(t => t.Name).Order(), found.Keys.Order());
        foreach (JsonProperty tensor in tensors.EnumerateObject())
        {
            (ElementType type, Shape shape, byte[] data) = found[tensor.Name];
            Assert.Equal(tensor.Value.GetProperty("dtype").GetString(), type.Name);
            Assert.Equal(tensor.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32()), shape.ToArray());
            Assert.Equal(tensor.Value.GetProperty("crc32").GetUInt32(), Crc32.Append(0, data));
        }
    }
}
