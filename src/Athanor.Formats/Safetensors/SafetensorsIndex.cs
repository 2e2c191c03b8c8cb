using System.Text.Json;
using System.Text.Unicode;

namespace Athanor.Formats.Safetensors;

/// <summary>The index of a checkpoint that is split over several files (<c>model.safetensors.index.json</c>).</summary>
public sealed class SafetensorsIndex
{
    private const long LengthLimit = SafetensorsHeader.LengthLimit;

    private SafetensorsIndex(string path, Dictionary<string, string> weightMap, long? totalSize)
    {
        FilePath = path;
        WeightMap = weightMap;
        TotalSize = totalSize;
        Shards = [.. weightMap.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The file, as the caller named it.</summary>
    public string FilePath { get; }

    /// <summary>For each tensor the plain name of the file that holds it, in the index's own folder.</summary>
    public IReadOnlyDictionary<string, string> WeightMap { get; }

    /// <summary>The names of the files, sorted.</summary>
    public IReadOnlyList<string> Shards { get; }

    /// <summary>The bytes of all tensors together as the index tells it, or null.</summary>
    public long? TotalSize { get; }

    /// <summary>Reads an index.</summary>
    /// <exception cref="MalformedFileException">It is not such an index, or names a file outside its folder.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsIndex Read(string path)
    {
        using var bytes = new MappedBytes(path);
        if (bytes.Length > LengthLimit)
            throw new MalformedFileException(path, $"expected an index of at most {LengthLimit} bytes, found {bytes.Length}");
        ReadOnlySpan<byte> json = bytes.Span(0, (int)bytes.Length);
        if (!Utf8.IsValid(json))
            throw new MalformedFileException(path, "expected an index of UTF-8 text, found bytes that are not");
        try
        {
            return Parse(path, json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new MalformedFileException(path, $"expected an index of JSON, found an error in it: {error.Message}", error);
        }
    }

    private static SafetensorsIndex Parse(string path, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 16 });
        Dictionary<string, string>? map = null;
        long? totalSize = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new MalformedFileException(path, $"expected an index that is an object, found {reader.TokenType}");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMap = reader.ValueTextEquals("weight_map"u8), isMetadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if (isMap && map is not null)
                throw new MalformedFileException(path, "expected weight_map once, found it twice");
            if (isMap)
                map = ReadMap(path, ref reader);
            else if (isMetadata && reader.TokenType == JsonTokenType.StartObject)
                totalSize = ReadTotalSize(ref reader);
            else
                reader.Skip();
        }
        reader.Read();
        return new SafetensorsIndex(path, map ?? throw new MalformedFileException(path, "expected a weight_map, found none"), totalSize);
    }

    private static Dictionary<string, string> ReadMap(string path, ref Utf8JsonReader reader)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new MalformedFileException(path, $"expected weight_map to be an object, found {reader.TokenType}");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string tensor = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                throw new MalformedFileException(path, $"expected a file name for {Quoted.Text(tensor)}, found {reader.TokenType}");
            string file = reader.GetString()!;
            if (!IsPlainName(file))
                throw new MalformedFileException(path,
                    $"expected plain file names in weight_map, found {Quoted.Text(file)} for {Quoted.Text(tensor)}");
            names.TryAdd(file, file); // one string a file, not one a tensor
            if (!map.TryAdd(tensor, names[file]))
                throw new MalformedFileException(path, $"expected every tensor once, found {Quoted.Text(tensor)} twice");
        }
        return map;
    }

    private static long? ReadTotalSize(ref Utf8JsonReader reader)
    {
        long? size = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool wanted = reader.ValueTextEquals("total_size"u8);
            reader.Read();
            // Some writers give it as 1.6e10; it is information only, so other forms are passed over.
            if (wanted && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) && value >= 0)
                size = value;
            else
                reader.Skip();
        }
        return size;
    }

    // Both separators and the drive colon are refused everywhere, so that an index means the same on every system.
    private static bool IsPlainName(string name) =>
        name.Length is > 0 and <= 255 && name is not ("." or "..") && name.IndexOfAny(['/', '\\', ':']) < 0 && !name.Any(char.IsControl);
}
