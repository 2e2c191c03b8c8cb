using System.Buffers.Binary;
using System.IO.Compression;

namespace Athanor.Data.Files;

/// <summary>The reading side of <see cref="IdxFile"/>: 00 00 type rank, big-endian sizes of the dimensions, big-endian elements.</summary>
internal static class IdxReader
{
    /// <summary>Reads from a seekable stream.</summary>
    public static IdxFile Read(Stream stream, string name)
    {
        long start = stream.Position;
        bool gzip = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = start;
        long stored = stream.Length - start;
        if (!gzip)
            return ReadPlain(stream, name, stored, stored);

        // What is allocated at once stays in proportion to the compressed size; beyond that the buffer grows with what really comes.
        long possible = BoundedRead.MaxDeflateRatio * (stored + 1);
        return BoundedRead.Decompress(name, "gzip stream", () =>
        {
            using var unzipped = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            var file = ReadPlain(unzipped, name, possible, 16 * stored);
            CheckGzipLength(stream, name, 4L + 4 * file.Dims.Length + file.Bytes.Length);
            return file;
        });
    }

    /// <summary>
    /// GZipStream verifies the checksum only where it is there to read; of a stream cut short in its last bytes it says nothing. The length
    /// that ends a whole stream tells these apart (and refuses streams of several members, which nobody makes for such files).
    /// </summary>
    private static void CheckGzipLength(Stream stream, string name, long length)
    {
        stream.Position = stream.Length - 4;
        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(BoundedRead.UpTo(stream, 4, 4));
        if (stored != (uint)length)
            throw new DataFormatException(name, "end of the gzip stream", $"the length {length}", $"{stored}: cut short, or with a tail");
    }

    private static IdxFile ReadPlain(Stream stream, string name, long possible, long trusted)
    {
        var head = BoundedRead.UpTo(stream, 4, 4);
        if (head.Length < 4 || head[0] != 0 || head[1] != 0)
            throw new DataFormatException(name, "magic number", "00 00, a type and a rank", Hex(head));
        var type = (IdxType)head[2];
        if (type.Size() == 0)
            throw new DataFormatException(name, "element type", "08, 09, 0B, 0C, 0D or 0E", Hex(head.AsSpan(2, 1)));
        if (head[3] == 0)
            throw new DataFormatException(name, "rank", "at least one dimension", "none");

        var dims = ReadDims(stream, name, head[3]);
        long bytes = Size(dims, type.Size());
        long limit = Math.Min(possible, Array.MaxLength);
        if (bytes > limit)
            throw new DataFormatException(name, "dimensions", $"at most the {limit} bytes that the file can hold", Describe(dims, type));

        var data = BoundedRead.UpTo(stream, (int)bytes, trusted);
        if (data.Length < bytes)
            throw new DataFormatException(name, "elements", $"{bytes} bytes for {Describe(dims, type)}", $"{data.Length}");
        if (stream.ReadByte() >= 0)
            throw new DataFormatException(name, "end of file", $"nothing after the {bytes} bytes of {Describe(dims, type)}", "more bytes");
        FromBigEndian(data, type.Size());
        return new IdxFile(type, dims, data);
    }

    private static int[] ReadDims(Stream stream, string name, int rank)
    {
        var raw = BoundedRead.UpTo(stream, 4 * rank, 4 * rank);
        if (raw.Length < 4 * rank)
            throw new DataFormatException(name, "dimensions", $"{4 * rank} bytes for rank {rank}", $"{raw.Length}");
        var dims = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            dims[i] = BinaryPrimitives.ReadInt32BigEndian(raw.AsSpan(4 * i));
            if (dims[i] < 0)
                throw new DataFormatException(name, $"dimension {i}", "a size below 2147483648", $"{(uint)dims[i]}");
        }
        return dims;
    }

    /// <summary>Bytes in all; stops growing where it is far beyond any limit, so that 255 dimensions do not overflow.</summary>
    private static long Size(int[] dims, int elementSize)
    {
        if (Array.IndexOf(dims, 0) >= 0)
            return 0;
        long size = elementSize;
        foreach (int dim in dims)
            size = size > int.MaxValue ? size : size * dim;
        return size;
    }

    /// <summary>Turns big-endian elements of the given size into this machine's order, and back.</summary>
    internal static void FromBigEndian(Span<byte> data, int elementSize)
    {
        if (elementSize == 1 || !BitConverter.IsLittleEndian)
            return;
        for (int i = 0; i < data.Length; i += elementSize)
            data.Slice(i, elementSize).Reverse();
    }

    private static string Describe(int[] dims, IdxType type)
        => $"{(dims.Length > 8 ? string.Join('×', dims.Take(8)) + "×…" : string.Join('×', dims))} {type}";

    private static string Hex(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "an empty file" : Convert.ToHexString(bytes);
}
