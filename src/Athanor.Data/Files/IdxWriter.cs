using System.Buffers.Binary;
using System.IO.Compression;

namespace Athanor.Data.Files;

/// <summary>The writing side of <see cref="IdxFile"/>.</summary>
internal static class IdxWriter
{
    private const int ChunkBytes = 1 << 16;

    public static void Write(IdxFile file, Stream stream, bool gzip)
    {
        if (gzip)
        {
            using var zipped = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            WritePlain(file, zipped);
        }
        else
        {
            WritePlain(file, stream);
        }
    }

    private static void WritePlain(IdxFile file, Stream stream)
    {
        var head = new byte[4 + 4 * file.Dims.Length];
        head[2] = (byte)file.ElementType;
        head[3] = (byte)file.Dims.Length;
        for (int i = 0; i < file.Dims.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 + 4 * i), file.Dims[i]);
        stream.Write(head);

        var chunk = new byte[Math.Min(ChunkBytes, file.Bytes.Length)];
        for (int at = 0; at < file.Bytes.Length; at += chunk.Length)
        {
            var part = chunk.AsSpan(0, Math.Min(chunk.Length, file.Bytes.Length - at));
            file.Bytes.AsSpan(at, part.Length).CopyTo(part);
            IdxReader.FromBigEndian(part, file.ElementType.Size());
            stream.Write(part);
        }
    }
}
