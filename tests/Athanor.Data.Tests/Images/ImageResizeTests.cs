using Athanor.Data.Images;

namespace Athanor.Data.Tests.Images;

public class ImageResizeTests
{
    /// <summary>Random images and what Pillow 9.4 makes of them, <c>resize((width, height), BILINEAR)</c>.</summary>
    [Theory]
    [InlineData(
        1, 7, 5, 3, 2,
        "82b70eee7f1a5039bef07ec2347f066ed08f5dc7512447e3404300026b6e545594a065",
        "819861637455")]
    [InlineData(
        1, 4, 3, 9, 7,
        "685d64c4980bb8d4544a8721",
        "6866615d616489b4c46f6a5d53616f91b8c683754f34628eaac3cd9880421562aec3cfd47b6c472d659c988c875e594c45688a6d483b54"
            + "524e4d69845f3221")]
    [InlineData(
        3, 5, 6, 2, 8,
        "a99a01ad219eb59cf6a15ef6f15a1d830bb7ce09d6bbc004e7175c643c7decb0b580ec37bc9712dd2e6aaeb94bae8d2f9fa29c5a284c9e"
            + "f7521829cf1079b080e9d74a1c10fcab6a4243d33656debe4c1ed79648e856e8f9a2f5",
        "ad6684c068adb14790b75578b36780b85c53b0b65ab67c50988a637082766d8e8581757c708188b372959a606ee87cbf")]
    [InlineData(
        4, 5, 4, 3, 3,
        "8c95f0ce4b39c15bffad5c2dfb8bb820b6119cba8ff88796ae5b05f280a68ced93b6b28cb0d1b358e6baab485565b9f49028d557d79a8a"
            + "0e6451e15c705c15f173541b4438a25cf76312d4eeb3c22468",
        "8789aba79f8d7b65b44ca575919171a8857c8ca2909cc055736340a14e7084af7f529c82")]
    [InlineData(
        2, 5, 4, 3, 3,
        "79bf00b3cf8ed13abf129a3097ad96b442d6d1bdef4850c3f465442eb300c337a648a6c0dbdd73fc",
        "55a18b94a0548a728d94886e9d51b09999ad")]
    [InlineData(
        1, 6, 6, 6, 3,
        "95f5c2c451859afe80d40aa39dfb9249f40c3ee37d961445c806f58c7cf2127dfa894f92",
        "98fa9fb94a817ed4948074516659e68c5ab0")]
    public void ValuesAreThoseOfPillow(int channels, int width, int height, int newWidth, int newHeight, string before, string after)
    {
        var image = new Image(width, height, channels, Convert.FromHexString(before));
        Assert.Equal(after, Convert.ToHexString(ImageResize.Bilinear(image, newWidth, newHeight).Samples8), ignoreCase: true);
    }

    [Fact]
    public void SixteenBitsKeepTheirDepth()
    {
        var image = new Image(2, 1, 1, new ushort[] { 0, 65535 });
        Assert.Equal([0, 16384, 49151, 65535], ImageResize.Bilinear(image, 4, 1).Samples16);
    }

    [Fact]
    public void AnEvenImageStaysEven()
    {
        var even = new byte[13 * 9];
        Array.Fill(even, (byte)255);
        foreach (var (width, height) in new[] { (1, 1), (5, 4), (40, 31), (13, 2) })
            Assert.All(ImageResize.Bilinear(new Image(13, 9, 1, even), width, height).Samples8, v => Assert.Equal(255, v));
    }

    [Fact]
    public void SizesArePositive()
        => Assert.Throws<ArgumentOutOfRangeException>(() => ImageResize.Bilinear(new Image(1, 1, 1, new byte[1]), 0, 1));
}
