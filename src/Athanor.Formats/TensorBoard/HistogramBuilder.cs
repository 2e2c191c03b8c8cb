namespace Athanor.Formats.TensorBoard;

/// <summary>Counts values into buckets of equal width between the smallest and the largest.</summary>
internal static class HistogramBuilder
{
    public static SummaryHistogram Build(ReadOnlySpan<float> values, int buckets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        double min = double.PositiveInfinity, max = double.NegativeInfinity, sum = 0, squares = 0;
        long count = 0;
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                continue;
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
            sum += value;
            squares += (double)value * value;
            count++;
        }
        if (count == 0)
            return new SummaryHistogram(0, 0, 0, 0, 0, [0], [0]);
        double width = (max - min) / buckets;
        var limits = new double[buckets];
        var counts = new double[buckets];
        for (int i = 0; i < buckets; i++)
            limits[i] = i == buckets - 1 ? max : min + width * (i + 1);
        foreach (float value in values)
            if (float.IsFinite(value))
                counts[width > 0 ? Math.Min((int)((value - min) / width), buckets - 1) : buckets - 1]++;
        return new SummaryHistogram(min, max, count, sum, squares, limits, counts);
    }
}
