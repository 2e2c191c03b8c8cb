using System.Text;
using System.Text.Json;

namespace Athanor.Formats.Safetensors;

/// <summary>Reads what the header says of one tensor: <c>{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}</c>.</summary>
internal ref struct SafetensorsEntryReader(string path, string name)
{
    /// <summary>No tensor library takes more; the bound keeps a header of brackets from becoming a large array.</summary>
    private const int RankLimit = 64;

    private ElementType? _type;
    private int[]? _dims;
    private (long Begin, long End)? _range;

    /// <summary>Reads the object that <paramref name="reader"/> stands at, and leaves the reader at its end.</summary>
    public SafetensorsEntry Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Bad($"expected an object, found {reader.TokenType}");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            switch (key)
            {
                case "dtype": Once(_type is null, key); _type = ReadType(ref reader); break;
                case "shape": Once(_dims is null, key); _dims = ReadShape(ref reader); break;
                case "data_offsets": Once(_range is null, key); _range = ReadRange(ref reader); break;
                default: reader.Skip(); break; // as the reference reader does
            }
        }
        ElementType type = _type ?? throw Bad("expected a dtype, found none");
        int[] dims = _dims ?? throw Bad("expected a shape, found none");
        (long begin, long end) = _range ?? throw Bad("expected data_offsets, found none");
        if (begin > end)
            throw Bad($"expected data_offsets to rise, found [{begin}, {end}]");
        long bytes = type.ByteCount(dims)
            ?? throw Bad($"expected {type} × shape [{string.Join(", ", dims)}] to be whole bytes below 2^63, found that it is not");
        if (bytes != end - begin)
            throw Bad($"expected {bytes} bytes for {type} × shape [{string.Join(", ", dims)}], found data_offsets of {end - begin} bytes");
        return new SafetensorsEntry(name, type, new Shape(dims), begin, bytes);
    }

    private readonly ElementType ReadType(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw Bad($"expected the dtype as a string, found {reader.TokenType}");
        string text = reader.GetString()!;
        if (ElementType.Find(text) is { } type && SafetensorsWriter.CanStore(type))
            return type;
        throw Bad($"expected a dtype of the format (F32, BF16, I64, …), found {Quoted.Text(text)}");
    }

    private readonly int[] ReadShape(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Bad($"expected the shape as an array, found {reader.TokenType}");
        Span<int> dims = stackalloc int[RankLimit];
        int rank = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            long dim = ReadNumber(ref reader, "a size of the shape");
            if (dim > int.MaxValue)
                throw Bad($"expected sizes below 2^31, found {dim}");
            if (rank == RankLimit)
                throw Bad($"expected at most {RankLimit} dimensions, found more");
            dims[rank++] = (int)dim;
        }
        return dims[..rank].ToArray();
    }

    private readonly (long Begin, long End) ReadRange(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Bad($"expected data_offsets as an array, found {reader.TokenType}");
        reader.Read();
        long begin = ReadNumber(ref reader, "the begin of data_offsets");
        reader.Read();
        long end = ReadNumber(ref reader, "the end of data_offsets");
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            throw Bad("expected two data_offsets, found more");
        return (begin, end);
    }

    private readonly long ReadNumber(ref Utf8JsonReader reader, string what)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw Bad($"expected {what} as a number, found {reader.TokenType}");
        if (reader.TryGetInt64(out long value) && value >= 0)
            return value;
        string found = Quoted.Text(Encoding.ASCII.GetString(reader.ValueSpan));
        throw Bad($"expected {what} as a whole number from 0 to 2^63 − 1, found {found}");
    }

    private readonly void Once(bool first, string key)
    {
        if (!first)
            throw Bad($"expected {key} once, found it twice");
    }

    private readonly MalformedFileException Bad(string problem) => new(path, $"tensor {Quoted.Text(name)}: {problem}");
}
