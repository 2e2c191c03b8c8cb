namespace Athanor.Formats;

/// <summary>Hands a part of a file to a callback and holds it to the number of bytes that the header has promised.</summary>
internal sealed class CountedStream(Stream target, long length, string what) : Stream
{
    private long _written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position { get => _written; set => throw new NotSupportedException(); }

    /// <summary>To be called when the callback has returned.</summary>
    public void Complete()
    {
        if (_written != length)
            throw new ArgumentException($"{what}: expected {length} bytes to be written, found {_written}");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > length - _written)
            throw new ArgumentException($"{what}: expected {length} bytes to be written, found {_written + buffer.Length} or more");
        target.Write(buffer);
        _written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
