using System.Buffers.Binary;
using Google.Protobuf;

namespace Athanor.Formats.TensorBoard;

/// <summary>The events of one file that TensorBoard shows (<c>events.out.tfevents.…</c>).</summary>
public sealed class EventFile
{
    private EventFile(string path, List<TensorBoardEvent> events, bool truncated)
    {
        FilePath = path;
        Events = events;
        Truncated = truncated;
    }

    /// <summary>The file, as the caller named it.</summary>
    public string FilePath { get; }

    /// <summary>The events in the order of writing.</summary>
    public IReadOnlyList<TensorBoardEvent> Events { get; }

    /// <summary>Whether the last record is cut off, as a killed writer leaves it; it is not among the events.</summary>
    public bool Truncated { get; }

    /// <summary>Reads a file, which may still be written to.</summary>
    /// <exception cref="MalformedFileException">A checksum is wrong, or a record is not an event.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static EventFile Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var events = new List<TensorBoardEvent>();
        while (ReadRecord(stream, path, out byte[]? record))
        {
            if (record is null)
                return new EventFile(path, events, truncated: false);
            try
            {
                events.Add(EventDecoder.Decode(record));
            }
            catch (InvalidProtocolBufferException error)
            {
                throw new MalformedFileException(path,
                    $"expected record {events.Count} to be an event, found a fault in it: {error.Message}", error);
            }
        }
        return new EventFile(path, events, truncated: true);
    }

    /// <returns>False if the record is cut off; a null record is the file's end.</returns>
    private static bool ReadRecord(FileStream stream, string path, out byte[]? record)
    {
        record = null;
        long at = stream.Position;
        Span<byte> head = stackalloc byte[RecordFraming.HeadLength];
        int got = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (got < head.Length)
            return got == 0;
        CheckCrc(path, head[..8], BinaryPrimitives.ReadUInt32LittleEndian(head[8..]), $"the length of the record at byte {at}");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(head);
        if (length > (ulong)Array.MaxLength - 4)
            throw new MalformedFileException(path, $"expected a record below 2^31 bytes at byte {at}, found a length of {length}");
        if ((long)length + RecordFraming.TailLength > stream.Length - stream.Position)
            return false;
        var bytes = new byte[length];
        Span<byte> tail = stackalloc byte[RecordFraming.TailLength];
        if (stream.ReadAtLeast(bytes, bytes.Length, false) < bytes.Length || stream.ReadAtLeast(tail, tail.Length, false) < tail.Length)
            return false;
        CheckCrc(path, bytes, BinaryPrimitives.ReadUInt32LittleEndian(tail), $"the record at byte {at}");
        record = bytes;
        return true;
    }

    private static void CheckCrc(string path, ReadOnlySpan<byte> bytes, uint stored, string what)
    {
        uint computed = RecordFraming.MaskedCrc(bytes);
        if (computed != stored)
            throw new MalformedFileException(path, $"expected checksum {computed:x8} for {what}, found {stored:x8}");
    }
}
