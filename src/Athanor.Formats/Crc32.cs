using System.Buffers.Binary;

namespace Athanor.Formats;

/// <summary>The CRC-32 of ZIP archives, eight bytes a step; the base library has only the other polynomial.</summary>
internal static class Crc32
{
    private static readonly uint[] s_tables = MakeTables();

    /// <summary>The checksum of <paramref name="crc"/>'s bytes followed by <paramref name="data"/>; start from 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        uint[] t = s_tables;
        crc = ~crc;
        while (data.Length >= 8)
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc;
            crc = t[0x700 + (int)(low & 0xFF)] ^ t[0x600 + (int)((low >> 8) & 0xFF)] ^ t[0x500 + (int)((low >> 16) & 0xFF)]
                ^ t[0x400 + (int)(low >> 24)] ^ t[0x300 + data[4]] ^ t[0x200 + data[5]] ^ t[0x100 + data[6]] ^ t[data[7]];
            data = data[8..];
        }
        foreach (byte b in data)
            crc = t[(byte)crc ^ b] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTables()
    {
        var t = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320u : value >> 1;
            t[i] = value;
        }
        for (int i = 256; i < t.Length; i++)
            t[i] = t[(byte)t[i - 256]] ^ (t[i - 256] >> 8);
        return t;
    }
}
