using Athanor.Data.Images;

namespace Athanor.Training;

/// <summary>Numbers as PNG pictures inside the page.</summary>
internal static class Picture
{
    /// <summary>Planes (C, H, W) of a sample, values from <paramref name="low"/> (black) to <paramref name="high"/>.</summary>
    public static string Sample(ReadOnlySpan<float> planes, int channels, int height, int width, double low, double high)
    {
        int shown = channels == 3 ? 3 : 1, pixels = height * width;
        var bytes = new byte[shown * pixels];
        double scale = high > low ? 255 / (high - low) : 0;
        for (int i = 0; i < pixels; i++)
            for (int c = 0; c < shown; c++)
                bytes[i * shown + c] = (byte)Math.Clamp((planes[c * pixels + i] - low) * scale + 0.5, 0, 255);
        return Uri(new Image(width, height, shown, bytes));
    }

    /// <summary>A plane of weights, blue below 0, red above, by its distance from 0.</summary>
    public static string Weights(ReadOnlySpan<float> plane, int height, int width, double most)
    {
        var bytes = new byte[3 * plane.Length];
        for (int i = 0; i < plane.Length; i++)
        {
            double t = most > 0 ? Math.Clamp(plane[i] / most, -1, 1) : 0;
            (int r, int g, int b) = t < 0 ? (33, 102, 172) : (178, 24, 43);
            double share = Math.Abs(t);
            bytes[3 * i] = (byte)(247 + (r - 247) * share);
            bytes[3 * i + 1] = (byte)(247 + (g - 247) * share);
            bytes[3 * i + 2] = (byte)(247 + (b - 247) * share);
        }
        return Uri(new Image(width, height, 3, bytes));
    }

    private static string Uri(Image image) => "data:image/png;base64," + Convert.ToBase64String(PngWriter.Encode(image));
}
