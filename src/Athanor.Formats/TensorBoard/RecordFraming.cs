using System.Buffers.Binary;
using System.Numerics;

namespace Athanor.Formats.TensorBoard;

/// <summary>The frame of a TFRecord: length, checksum of the length, bytes, checksum of the bytes.</summary>
internal static class RecordFraming
{
    /// <summary>Bytes before the record.</summary>
    public const int HeadLength = 12;

    /// <summary>Bytes after the record.</summary>
    public const int TailLength = 4;

    /// <summary>A record in its frame, in one array, so that it goes to the file in one write.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> record)
    {
        var framed = new byte[HeadLength + record.Length + TailLength];
        BinaryPrimitives.WriteUInt64LittleEndian(framed, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(8), MaskedCrc(framed.AsSpan(0, 8)));
        record.CopyTo(framed.AsSpan(HeadLength));
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(HeadLength + record.Length), MaskedCrc(record));
        return framed;
    }

    /// <summary>The CRC-32C, turned and shifted, because a checksum of data that holds its own checksum is weak.</summary>
    public static uint MaskedCrc(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Crc32C(data), 15) + 0xA282EAD8u;

    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint crc = ~0u;
        for (; data.Length >= 8; data = data[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (byte b in data)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
