using System.IO.Compression;

namespace Athanor.Data.Tests;

public class IdxFileTests
{
    [Fact]
    public void EveryElementTypeComesBack()
    {
        RoundTrip<byte>([0, 1, 254, 255, 7, 9]);
        RoundTrip<sbyte>([-128, -1, 0, 1, 127, 5]);
        RoundTrip<short>([short.MinValue, -1, 0, 258, short.MaxValue, 3]);
        RoundTrip<int>([int.MinValue, -1, 0, 0x01020304, int.MaxValue, 3]);
        RoundTrip<float>([float.MinValue, -0f, float.NaN, float.Epsilon, float.PositiveInfinity, 1.5f]);
        RoundTrip<double>([double.MinValue, -0.0, double.NaN, double.Epsilon, double.NegativeInfinity, 1.5]);
    }

    [Fact]
    public void BytesAreAsTheFormatSays()
    {
        var stream = new MemoryStream();
        IdxFile.Of<short>([258, -2], 2, 1).Write(stream);
        Assert.Equal("00000B0200000002000000010102FFFE", Convert.ToHexString(stream.ToArray()));
    }

    [Fact]
    public void CompressionIsSeenInTheBytesNotTheName()
    {
        var bytes = Bytes(IdxFile.Of<byte>([1, 2, 3], 3), gzip: true);
        Assert.Equal([1, 2, 3], IdxFile.Read(new MemoryStream(bytes), "plain.idx").Bytes);
    }

    [Fact]
    public void ATailAfterTheCompressedDataIsRefused()
    {
        byte[] bytes = [.. Bytes(IdxFile.Of<byte>([1, 2, 3], 3), gzip: true), 0xAA, 0xBB];
        Assert.Contains("end of the gzip stream: expected the length 11", Assert.Throws<DataFormatException>(() => Read(bytes)).Message);
    }

    [Fact]
    public void ASetWithoutElementsIsRead() => Assert.Empty(Read(Bytes(IdxFile.Of<float>([], 0, 28, 28))).Bytes);

    [Theory]
    [InlineData("", "magic number: expected 00 00, a type and a rank, found an empty file")]
    [InlineData("00010801", "magic number: expected 00 00, a type and a rank, found 00010801")]
    [InlineData("00000A0100000001FF", "element type: expected 08, 09, 0B, 0C, 0D or 0E, found 0A")]
    [InlineData("00000800", "rank: expected at least one dimension, found none")]
    [InlineData("000008020000000100", "dimensions: expected 8 bytes for rank 2, found 5")]
    [InlineData("0000080180000000", "dimension 0: expected a size below 2147483648, found 2147483648")]
    [InlineData("00000801000000020102AA", "end of file: expected nothing after the 2 bytes of 2 UInt8, found more bytes")]
    [InlineData("00000801000000080102", "elements: expected 8 bytes for 8 UInt8, found 2")]
    [InlineData("0000080C7FFFFFFF7FFFFFFF", "dimensions: expected 48 bytes for rank 12, found 8")]
    [InlineData(
        "000008027FFFFFFF7FFFFFFF",
        "dimensions: expected at most the 12 bytes that the file can hold, found 2147483647×2147483647 UInt8")]
    public void DamageIsNamed(string hex, string message)
        => Assert.Equal("a.idx: " + message, Assert.Throws<DataFormatException>(() => Read(Convert.FromHexString(hex))).Message);

    [Fact]
    public void ABombIsLeftUnread()
    {
        // 64 MB of zeros behind a header that promises 3 bytes; and the other way round.
        var bomb = Zip(stream =>
        {
            stream.Write([0, 0, 8, 1, 0, 0, 0, 3]);
            stream.Write(new byte[1 << 26]);
        });
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("found more bytes", Assert.Throws<DataFormatException>(() => Read(bomb)).Message);
        var promise = Zip(stream => stream.Write([0, 0, 8, 1, 0x7F, 0, 0, 0, 1]));
        Assert.Contains("that the file can hold", Assert.Throws<DataFormatException>(() => Read(promise)).Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void DamagedFilesAreReadOrRefused()
    {
        var plain = Bytes(IdxFile.Of<short>([.. Enumerable.Range(0, 60).Select(i => (short)i)], 3, 4, 5));
        var zipped = Bytes(Read(plain), gzip: true);
        Fuzz.Truncate(plain, b => Read(b));
        Fuzz.Truncate(zipped, b => Read(b));
        Assert.InRange(Fuzz.Mutate(plain, 1, b => Read(b)), 1, 1999);
        Fuzz.Mutate(zipped, 2, b => Read(b));
    }

    [Fact]
    public void AStreamThatCannotSeekIsRead()
    {
        var bytes = Bytes(IdxFile.Of<double>([1, 2, 3, 4], 2, 2), gzip: true);
        using var unseekable = new DeflateStream(new MemoryStream(Deflate(bytes)), CompressionMode.Decompress);
        Assert.Equal([1, 2, 3, 4], IdxFile.Read(unseekable, "pipe").Values<double>().ToArray());
    }

    private static void RoundTrip<T>(T[] values)
        where T : unmanaged
    {
        foreach (bool gzip in new[] { false, true })
        {
            var read = Read(Bytes(IdxFile.Of<T>(values, 2, 3), gzip));
            Assert.Equal([2, 3], read.Dims);
            Assert.Equal(values, read.Values<T>().ToArray());
            Assert.Throws<NotSupportedException>(() => read.Values<char>().Length);
            if (typeof(T) != typeof(int))
                Assert.Throws<InvalidOperationException>(() => read.Values<int>().Length);
        }
    }

    private static IdxFile Read(byte[] bytes) => IdxFile.Read(new MemoryStream(bytes), "a.idx");

    private static byte[] Bytes(IdxFile file, bool gzip = false)
    {
        var stream = new MemoryStream();
        file.Write(stream, gzip);
        return stream.ToArray();
    }

    private static byte[] Zip(Action<Stream> write)
    {
        var stream = new MemoryStream();
        using (var zipped = new GZipStream(stream, CompressionLevel.SmallestSize))
            write(zipped);
        return stream.ToArray();
    }

    private static byte[] Deflate(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var deflated = new DeflateStream(stream, CompressionLevel.Fastest))
            deflated.Write(bytes);
        return stream.ToArray();
    }
}
