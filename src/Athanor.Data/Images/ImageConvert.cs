using System.Numerics;

namespace Athanor.Data.Images;

/// <summary>Changes of channels and depth.</summary>
internal static class ImageConvert
{
    public static Image Gray(Image image) => image.Channels == 1 ? image
        : image.BitDepth == 8 ? new Image(image.Width, image.Height, 1, Gray(image.Samples8, image.Channels))
        : new Image(image.Width, image.Height, 1, Gray(image.Samples16, image.Channels));

    public static Image Rgb(Image image) => image.Channels == 3 ? image
        : image.BitDepth == 8 ? new Image(image.Width, image.Height, 3, Rgb(image.Samples8, image.Channels))
        : new Image(image.Width, image.Height, 3, Rgb(image.Samples16, image.Channels));

    public static Image Narrow(Image image) => image.BitDepth == 8
        ? image
        : new Image(image.Width, image.Height, image.Channels, Array.ConvertAll(image.Samples16, v => (byte)((v * 255 + 32767) / 65535)));

    private static T[] Gray<T>(T[] samples, int channels)
        where T : unmanaged, IBinaryInteger<T>
    {
        var gray = new T[samples.Length / channels];
        for (int i = 0, at = 0; i < gray.Length; i++, at += channels)
        {
            if (channels == 2)
            {
                gray[i] = samples[at];
                continue;
            }
            long sum = 19595 * long.CreateTruncating(samples[at]) + 38470 * long.CreateTruncating(samples[at + 1]);
            gray[i] = T.CreateTruncating((sum + 7471 * long.CreateTruncating(samples[at + 2]) + 0x8000) >> 16);
        }
        return gray;
    }

    private static T[] Rgb<T>(T[] samples, int channels)
        where T : unmanaged
    {
        var rgb = new T[checked(samples.Length / channels * 3)];
        for (int i = 0, at = 0; i < rgb.Length; i += 3, at += channels)
        {
            rgb[i] = samples[at];
            rgb[i + 1] = samples[channels == 4 ? at + 1 : at];
            rgb[i + 2] = samples[channels == 4 ? at + 2 : at];
        }
        return rgb;
    }
}
