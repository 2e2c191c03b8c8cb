using System.Numerics;

namespace Athanor.Data.Images;

/// <summary>Colours multiplied by their alpha and divided again; mixing pixels is right only in between.</summary>
internal static class AlphaWeight
{
    public static T[] Multiply<T>(T[] samples, int channels)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        long max = long.CreateTruncating(T.MaxValue);
        return Map(samples, channels, (color, alpha) => (color * alpha + max / 2) / max);
    }

    public static T[] Divide<T>(T[] samples, int channels)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        long max = long.CreateTruncating(T.MaxValue);
        return Map(samples, channels, (color, alpha) => alpha == 0 ? color : Math.Min(max, color * max / alpha));
    }

    private static T[] Map<T>(T[] samples, int channels, Func<long, long, long> color)
        where T : unmanaged, IBinaryInteger<T>
    {
        var result = samples.ToArray();
        for (int at = 0; at < result.Length; at += channels)
        {
            long alpha = long.CreateTruncating(samples[at + channels - 1]);
            for (int c = 0; c < channels - 1; c++)
                result[at + c] = T.CreateTruncating(color(long.CreateTruncating(samples[at + c]), alpha));
        }
        return result;
    }
}
