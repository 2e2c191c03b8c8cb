using System.Numerics;

namespace Athanor.Data.Images;

/// <summary>Changes of an image's size.</summary>
public static class ImageResize
{
    private const int FractionBits = 22;

    /// <summary>
    /// Bilinear interpolation; where the image becomes smaller, the triangle widens so that every pixel counts (antialiasing). First along
    /// the rows, then along the columns, in fixed point: the same values as Pillow's <c>BILINEAR</c>, bit for bit with 8-bit samples.
    /// Colours are weighted by their alpha, so that what is invisible does not show at edges.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static Image Bilinear(Image image, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if ((width, height) == (image.Width, image.Height))
            return image;
        return image.BitDepth == 8
            ? new Image(width, height, image.Channels, Resize(image, image.Samples8, width, height))
            : new Image(width, height, image.Channels, Resize(image, image.Samples16, width, height));
    }

    private static T[] Resize<T>(Image image, T[] samples, int width, int height)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (image.HasAlpha)
            samples = AlphaWeight.Multiply(samples, image.Channels);
        if (width != image.Width)
            samples = Pass(samples, image.Height, image.Width, image.Channels, ResizeWeights.Triangle(image.Width, width));
        if (height != image.Height)
            samples = Pass(samples, 1, image.Height, width * image.Channels, ResizeWeights.Triangle(image.Height, height));
        return image.HasAlpha ? AlphaWeight.Divide(samples, image.Channels) : samples;
    }

    /// <summary>Resizes the middle dimension of an array of shape (outer, length, inner).</summary>
    private static T[] Pass<T>(T[] source, int outer, int length, int inner, ResizeWeights weights)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var result = new T[checked(outer * weights.Length * inner)];
        long most = long.CreateTruncating(T.MaxValue);
        var sums = new long[inner];
        for (int o = 0, at = 0; o < outer; o++)
        {
            for (int x = 0; x < weights.Length; x++, at += inner)
            {
                Array.Fill(sums, 1L << (FractionBits - 1));
                int first = weights.First(x), k = 0;
                foreach (int weight in weights.Of(x))
                {
                    var from = source.AsSpan((o * length + first + k++) * inner, inner);
                    for (int i = 0; i < from.Length; i++)
                        sums[i] += weight * long.CreateTruncating(from[i]);
                }
                for (int i = 0; i < inner; i++)
                    result[at + i] = T.CreateTruncating(Math.Clamp(sums[i] >> FractionBits, 0, most));
            }
        }
        return result;
    }
}
