using Athanor.Data.Images;

namespace Athanor.Data.Tests.Images;

public class PngWriterTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 17)]
    [InlineData(31, 5)]
    public void EveryFormComesBack(int width, int height)
    {
        var generator = new SplitMix64(6);
        for (int channels = 1; channels <= 4; channels++)
        {
            var samples = new ushort[width * height * channels];
            for (int i = 0; i < samples.Length; i++)
                samples[i] = (ushort)(((int)(generator.Next() >> 58) << 10) + i);
            var wide = new Image(width, height, channels, samples);
            var read = PngReader.Decode(PngWriter.Encode(wide), "a.png");
            Assert.Equal((width, height, channels, 16), (read.Width, read.Height, read.Channels, read.BitDepth));
            Assert.Equal(samples, read.Samples16);
            Assert.Equal(wide.To8Bit().Samples8, PngReader.Decode(PngWriter.Encode(wide.To8Bit()), "a.png").Samples8);
        }
    }

    [Fact]
    public void FiltersMakeASmoothImageSmall()
    {
        var samples = new byte[256 * 256];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (byte)(i % 256 / 2 + i / 512);
        Assert.InRange(PngWriter.Encode(new Image(256, 256, 1, samples)).Length, 1, 2000);
    }

    [Fact]
    public void AFileIsWritten()
    {
        using var folder = new TempFolder();
        PngWriter.Write(folder.File("a.png"), new Image(2, 1, 3, new byte[] { 1, 2, 3, 4, 5, 6 }));
        Assert.Equal([1, 2, 3, 4, 5, 6], PngReader.Read(folder.File("a.png")).Samples8);
    }
}
