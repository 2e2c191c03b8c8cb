namespace Athanor.Data.Images;

/// <summary>The checksum of PNG chunks (ISO 3309), four bytes at a time.</summary>
internal static class Crc32
{
    private static readonly uint[] _tables = MakeTables();

    /// <summary>The checksum of two pieces that follow each other: a chunk's type and its data.</summary>
    public static uint Of(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) => ~Update(Update(~0u, type), data);

    private static uint Update(uint crc, ReadOnlySpan<byte> data)
    {
        var tables = _tables;
        for (; data.Length >= 4; data = data[4..])
        {
            crc ^= (uint)(data[0] | data[1] << 8 | data[2] << 16 | data[3] << 24);
            crc = tables[768 + (byte)crc] ^ tables[512 + (byte)(crc >> 8)] ^ tables[256 + (byte)(crc >> 16)] ^ tables[crc >> 24];
        }
        foreach (byte b in data)
            crc = tables[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    /// <summary>Table k tells what a byte does to the checksum when k more bytes follow it.</summary>
    private static uint[] MakeTables()
    {
        var tables = new uint[4 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            tables[i] = crc;
        }
        for (int i = 256; i < tables.Length; i++)
            tables[i] = tables[(byte)tables[i - 256]] ^ (tables[i - 256] >> 8);
        return tables;
    }
}
