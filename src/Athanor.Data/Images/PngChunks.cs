using System.Buffers.Binary;
using System.Text;

namespace Athanor.Data.Images;

/// <summary>Walks the chunks of a PNG file in memory: length, type, data, checksum. What it gives out is whole.</summary>
internal sealed class PngChunks(byte[] file, string name)
{
    private static readonly byte[] _signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private int _next = CheckSignature(file, name);

    /// <summary>The type of the chunk read last: four letters.</summary>
    public string Type { get; private set; } = "";

    /// <summary>The data of the chunk read last.</summary>
    public ArraySegment<byte> Data { get; private set; }

    /// <summary>Reads a chunk; a file without one here is cut short, since IEND should have ended the reading.</summary>
    public void Read()
    {
        int start = _next;
        long left = file.Length - start;
        if (left < 12)
            throw new DataFormatException(name, $"byte {start}", "a chunk before the end", $"{left} bytes");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(start));
        var type = file.AsSpan(start + 4, 4);
        foreach (byte letter in type)
        {
            if (!char.IsAsciiLetter((char)letter))
                throw new DataFormatException(name, $"byte {start + 4}", "a chunk type of four letters", Convert.ToHexString(type));
        }
        Type = Encoding.ASCII.GetString(type);
        if (length > left - 12)
            throw new DataFormatException(name, $"{Type} at byte {start}", $"{length} bytes and 4 of checksum", $"{left - 8} in all");
        Data = new ArraySegment<byte>(file, start + 8, (int)length);
        uint stored = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(start + 8 + (int)length));
        uint actual = Crc32.Of(type, Data);
        if (stored != actual)
            throw new DataFormatException(name, $"{Type} at byte {start}", $"checksum {actual:X8}", $"{stored:X8}");
        _next = start + 12 + (int)length;
    }

    private static int CheckSignature(byte[] file, string name)
    {
        if (!file.AsSpan().StartsWith(_signature))
        {
            string found = file.Length == 0 ? "an empty file" : Convert.ToHexString(file.AsSpan(0, Math.Min(8, file.Length)));
            throw new DataFormatException(name, "signature", Convert.ToHexString(_signature), found);
        }
        return _signature.Length;
    }
}
