using System.Text.Json;
using System.Text.Unicode;

namespace Athanor.Formats.Safetensors;

/// <summary>The header of a safetensors file, read by every rule of the specification.</summary>
internal sealed class SafetensorsHeader
{
    public const long LengthLimit = 100_000_000;
    public const string MetadataKey = "__metadata__";

    private readonly string _path;
    private readonly List<SafetensorsEntry> _entries = [];
    private readonly Dictionary<string, SafetensorsEntry> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private bool _hasMetadata;

    private SafetensorsHeader(string path) => _path = path;

    /// <summary>The tensors by rising offset.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => _entries;

    public IReadOnlyDictionary<string, SafetensorsEntry> ByName => _byName;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Reads the JSON text; <paramref name="dataLength"/> is the number of bytes that follow it in the file.</summary>
    public static SafetensorsHeader Parse(string path, ReadOnlySpan<byte> json, long dataLength)
    {
        var header = new SafetensorsHeader(path);
        if (json.IsEmpty || json[0] != (byte)'{')
            throw header.Bad($"expected a header that starts with '{{', found {(json.IsEmpty ? "an empty one" : $"byte 0x{json[0]:x2}")}");
        if (!Utf8.IsValid(json))
            throw header.Bad("expected a header of UTF-8 text, found bytes that are not");
        try
        {
            header.ReadObject(json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new MalformedFileException(path, $"expected a header of JSON, found an error in it: {error.Message}", error);
        }
        header.CheckLayout(dataLength);
        return header;
    }

    private void ReadObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 16 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == MetadataKey)
            {
                ReadMetadata(ref reader);
                continue;
            }
            SafetensorsEntry entry = new SafetensorsEntryReader(_path, name).Read(ref reader);
            if (!_byName.TryAdd(name, entry))
                throw Bad($"expected every tensor once, found {Quoted.Text(name)} twice");
            _entries.Add(entry);
        }
        // Only white space may pad the header; the reader throws on anything else.
        reader.Read();
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        if (_hasMetadata)
            throw Bad($"expected {MetadataKey} once, found it twice");
        _hasMetadata = true;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Bad($"expected {MetadataKey} to be an object, found {reader.TokenType}");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                throw Bad($"expected {MetadataKey} to hold strings only, found {reader.TokenType} at {Quoted.Text(key)}");
            if (!_metadata.TryAdd(key, reader.GetString()!))
                throw Bad($"expected every key of {MetadataKey} once, found {Quoted.Text(key)} twice");
        }
    }

    /// <summary>
    /// The tensors must lie side by side and fill the data part, so that no byte of the file is out of the format's sight: a hole or a
    /// tail could make it a file of another kind as well.
    /// </summary>
    private void CheckLayout(long dataLength)
    {
        _entries.Sort((a, b) => a.Offset != b.Offset ? a.Offset.CompareTo(b.Offset) : a.Length.CompareTo(b.Length));
        long end = 0;
        foreach (SafetensorsEntry entry in _entries)
        {
            if (entry.Offset != end)
            {
                string name = Quoted.Text(entry.Name);
                string fault = entry.Offset < end ? "overlaps the one before it" : "leaves a hole before it";
                throw Bad($"expected tensor {name} to start at byte {end} of the data, found {entry.Offset}, which {fault}");
            }
            if (entry.Length > dataLength - end)
                throw Bad($"expected {end + (Int128)entry.Length} bytes of data for {Quoted.Text(entry.Name)}, found {dataLength}");
            end += entry.Length;
        }
        if (end != dataLength)
            throw Bad($"expected the tensors to fill the data, found {end} bytes of tensors in {dataLength} bytes of data");
    }

    private MalformedFileException Bad(string problem) => new(_path, problem);
}
