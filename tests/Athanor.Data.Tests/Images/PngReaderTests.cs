using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using Athanor.Data.Images;

namespace Athanor.Data.Tests.Images;

public class PngReaderTests
{
    public static TheoryData<string> Valid => PngSuite.Names("valid");

    public static TheoryData<string> Corrupt => PngSuite.Names("corrupt");

    [Fact]
    public void TheSuiteIsWhole() => Assert.Equal((161, 14), (Valid.Count, Corrupt.Count));

    [Theory]
    [MemberData(nameof(Valid))]
    public void PixelsAreExact(string name)
    {
        var image = PngReader.Decode(PngSuite.File($"png/{name}.png"), name);
        Assert.Equal(JsonSerializer.Deserialize<int[]>(PngSuite.File($"json/{name}.json")), Rgba(image));
        if (!PngSuite.Has($"json/{name}_to8.json"))
            return;

        // The suite's 8-bit form is the high byte; To8Bit rounds to the nearest, as the PNG specification recommends.
        var high = JsonSerializer.Deserialize<int[]>(PngSuite.File($"json/{name}_to8.json"))!;
        Assert.All(Rgba(image.To8Bit()).Zip(high), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    [Theory]
    [MemberData(nameof(Corrupt))]
    public void CorruptFilesAreRefused(string name)
    {
        var error = Assert.Throws<DataFormatException>(() => PngReader.Decode(PngSuite.File($"png/{name}.png"), $"{name}.png"));
        Assert.StartsWith($"{name}.png: ", error.Message);
        Assert.Contains(": expected ", error.Message);
    }

    [Theory]
    [InlineData("xhdn0g08", "IHDR at byte 8: expected checksum")]
    [InlineData("xcsn0g01", "IDAT at byte 49: expected checksum")]
    [InlineData("xs1n0g01", "signature: expected 89504E470D0A1A0A, found")]
    [InlineData("xc1n0g08", "IHDR: expected colour type 0, 2, 3, 4 or 6, found 1")]
    [InlineData("xd3n2c08", "IHDR: expected bit depth 8, 16 with colour type 2, found 3")]
    [InlineData("xdtn0g01", "IEND: expected image data (IDAT) before it, found none")]
    public void WhatIsWrongIsSaid(string name, string message)
        => Assert.Contains(
            message, Assert.Throws<DataFormatException>(() => PngReader.Decode(PngSuite.File($"png/{name}.png"), name)).Message);

    [Theory]
    [InlineData("basn0g08")]
    [InlineData("tbbn3p08")]
    [InlineData("basi6a16")]
    [InlineData("s05i3p02")]
    public void DamagedFilesAreReadOrRefused(string name)
    {
        var file = PngSuite.File($"png/{name}.png");
        Action<byte[]> read = bytes => PngReader.Decode(bytes, "a.png");
        Fuzz.Truncate(file, read);
        Assert.InRange(Fuzz.Mutate(file, 4, read), 0, 100);
        Assert.InRange(Fuzz.Mutate(file, 5, read, RepairChecksums), 1, 1999);
    }

    [Fact]
    public void APromiseThatTheDataCannotKeepIsRefused()
    {
        var file = PngSuite.File("png/basn2c08.png").ToArray();
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 16000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 16000);
        RepairChecksums(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<DataFormatException>(() => PngReader.Decode(file, "a.png"));
        Assert.Contains("bytes that the data can expand to, found 16000×16000", error.Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 16);
        Assert.Contains("at most 100 pixels", Assert.Throws<DataFormatException>(() => PngReader.Decode(file, "a.png", 100)).Message);
    }

    [Fact]
    public void AnImageBombIsLeftUnread()
    {
        // One pixel is promised, a megabyte is there.
        var png = PngWriter.Encode(new Image(1, 1, 1, new byte[1]));
        var bomb = new MemoryStream();
        using (var zlib = new ZLibStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(new byte[1 << 20]);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, (int)bomb.Length);
        byte[] file = [.. png[..33], .. length, .. "IDAT"u8, .. bomb.ToArray(), 0, 0, 0, 0, .. png[^12..]];
        RepairChecksums(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<DataFormatException>(() => PngReader.Decode(file, "a.png"));
        Assert.Equal("a.png: IDAT: expected 2 bytes of image data, found more", error.Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 17);
    }

    private static int[] Rgba(Image image)
    {
        bool narrow = image.BitDepth == 8;
        int[] samples = narrow ? Array.ConvertAll(image.Samples8, v => (int)v) : Array.ConvertAll(image.Samples16, v => (int)v);
        int opaque = narrow ? 255 : 65535;
        return [.. samples.Chunk(image.Channels).SelectMany<int[], int>(p => image.Channels switch
        {
            1 => [p[0], p[0], p[0], opaque],
            2 => [p[0], p[0], p[0], p[1]],
            3 => [p[0], p[1], p[2], opaque],
            _ => p,
        })];
    }

    /// <summary>Makes the checksums of as many chunks right as still have a possible length.</summary>
    private static void RepairChecksums(byte[] file)
    {
        for (long at = 8; at + 12 <= file.Length;)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (length > file.Length - at - 12)
                return;
            uint crc = Crc32.Of(file.AsSpan((int)at + 4, 4), file.AsSpan((int)at + 8, (int)length));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan((int)(at + 8 + length)), crc);
            at += 12 + length;
        }
    }
}
