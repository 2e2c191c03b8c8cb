using Athanor.Data.Images;

namespace Athanor.Data.Tests.Images;

public class ImageTests
{
    private static readonly byte[] _rgb = [255, 0, 0, 0, 255, 0, 0, 0, 255, 12, 200, 77];

    /// <summary>The expected values are those of Pillow 9.4, <c>convert("L")</c>.</summary>
    [Fact]
    public void GrayIsAsPillowHasIt()
    {
        Assert.Equal([76, 150, 29, 130], new Image(4, 1, 3, _rgb).ToGray().Samples8);
        Assert.Equal([9], new Image(1, 1, 2, new byte[] { 9, 0 }).ToGray().Samples8);
        Assert.Equal([65535], new Image(1, 1, 4, new ushort[] { 65535, 65535, 65535, 1 }).ToGray().Samples16);
    }

    [Fact]
    public void RgbRepeatsGrayAndDropsAlpha()
    {
        Assert.Equal([7, 7, 7, 9, 9, 9], new Image(2, 1, 2, new byte[] { 7, 1, 9, 2 }).ToRgb().Samples8);
        Assert.Equal([7, 8, 9], new Image(1, 1, 4, new ushort[] { 7, 8, 9, 2 }).ToRgb().Samples16);
        var rgb = new Image(4, 1, 3, _rgb);
        Assert.Same(rgb, rgb.ToRgb());
    }

    [Fact]
    public void SizesMustFit()
    {
        Assert.Throws<ArgumentException>(() => new Image(2, 2, 3, new byte[11]));
        Assert.Throws<ArgumentException>(() => new Image(0, 2, 3, Array.Empty<byte>()));
        Assert.Throws<ArgumentException>(() => new Image(1, 1, 5, new byte[5]));
        Assert.Throws<InvalidOperationException>(() => new Image(1, 1, 1, new byte[1]).Samples16);
        Assert.Throws<InvalidOperationException>(() => new Image(1, 1, 1, new ushort[1]).Samples8);
    }
}
