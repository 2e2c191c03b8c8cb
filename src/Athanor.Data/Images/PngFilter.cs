namespace Athanor.Data.Images;

/// <summary>The five ways to store a row of a PNG image as differences: from nothing, left, above, their mean, Paeth's choice.</summary>
internal static class PngFilter
{
    public const int None = 0, Sub = 1, Up = 2, Average = 3, Paeth = 4;

    /// <summary>Turns differences back into bytes, in place.</summary>
    /// <param name="filter">The filter type, 0 to 4.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above, already undone; zeros for the first. Same length.</param>
    /// <param name="step">Distance in bytes to the pixel at the left.</param>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        above = above[..row.Length];
        switch (filter)
        {
            case Sub:
                for (int i = step; i < row.Length; i++)
                    row[i] += row[i - step];
                break;
            case Up:
                for (int i = 0; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case Average:
                for (int i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i >= step ? row[i - step] : 0) + above[i]) >> 1);
                break;
            case Paeth:
                for (int i = 0; i < row.Length; i++)
                    row[i] += i >= step ? Predict(row[i - step], above[i], above[i - step]) : above[i];
                break;
        }
    }

    /// <summary>Writes the differences of a row; the reverse of <see cref="Undo"/>.</summary>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> result)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= step ? row[i - step] : 0;
            result[i] = (byte)(row[i] - filter switch
            {
                Sub => left,
                Up => above[i],
                Average => (left + above[i]) >> 1,
                Paeth => Predict(left, above[i], i >= step ? above[i - step] : 0),
                _ => 0,
            });
        }
    }

    /// <summary>The neighbour nearest to left + above − corner; ties go to left, then above.</summary>
    private static byte Predict(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner), toAbove = Math.Abs(left - corner), toCorner = Math.Abs(left + above - 2 * corner);
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }
}
