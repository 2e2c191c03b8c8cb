namespace Athanor.Training;

/// <summary>
/// A mask as COCO stores it: the lengths of runs of 0 and 1 by turns, starting with 0, down the columns and then from left to right.
/// </summary>
public sealed class RunLengthMask
{
    private readonly long[] _ends;

    /// <summary>A mask of these runs.</summary>
    /// <param name="height">The image's height.</param>
    /// <param name="width">The image's width.</param>
    /// <param name="runs">Lengths of runs, 0 first; together height · width.</param>
    /// <exception cref="ArgumentException">The runs do not fill the image.</exception>
    public RunLengthMask(int height, int width, params ReadOnlySpan<long> runs)
    {
        (Height, Width) = (height, width);
        _ends = new long[runs.Length];
        long end = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            if (runs[i] < 0)
                throw new ArgumentException($"Expected lengths of runs, got {runs[i]}.", nameof(runs));
            _ends[i] = end += runs[i];
            Area += i % 2 == 1 ? runs[i] : 0;
        }
        if (end != (long)height * width)
            throw new ArgumentException($"Expected runs of {(long)height * width} points for {height} × {width}, got {end}.", nameof(runs));
    }

    /// <summary>The image's height.</summary>
    public int Height { get; }

    /// <summary>The image's width.</summary>
    public int Width { get; }

    /// <summary>How many points are set.</summary>
    public long Area { get; }

    /// <summary>
    /// Reads COCO's compressed text: numbers of 5 bits a character (from '0' on) with bit 5 for more to come, sign extended; from the third
    /// run on the difference from the run two before.
    /// </summary>
    /// <exception cref="FormatException">The text ends inside a number or has other characters.</exception>
    /// <exception cref="ArgumentException">The runs do not fill the image.</exception>
    public static RunLengthMask Parse(string counts, int height, int width)
    {
        var runs = new List<long>();
        for (int at = 0; at < counts.Length;)
        {
            long value = 0;
            int shift = 0, bits;
            do
            {
                bits = at < counts.Length ? counts[at++] - '0' : -1;
                if (bits is < 0 or > 63 || shift > 55)
                    throw new FormatException($"The run lengths of a mask are damaged at character {at}.");
                value |= (long)(bits & 31) << shift;
                shift += 5;
            }
            while ((bits & 32) != 0);
            if ((bits & 16) != 0)
                value |= -1L << shift;
            runs.Add(runs.Count > 2 ? value + runs[^2] : value);
        }
        return new RunLengthMask(height, width, runs.ToArray());
    }

    /// <summary>How many points are set in both.</summary>
    /// <exception cref="ArgumentException">The masks are of images of different sizes.</exception>
    public long Intersection(RunLengthMask other)
    {
        if (Height != other.Height || Width != other.Width)
            throw new ArgumentException($"Expected a mask of {Height} × {Width}, got {other.Height} × {other.Width}.", nameof(other));
        long common = 0, at = 0;
        for (int i = 0, j = 0; i < _ends.Length && j < other._ends.Length;)
        {
            long end = Math.Min(_ends[i], other._ends[j]);
            if (i % 2 == 1 && j % 2 == 1)
                common += end - at;
            at = end;
            if (_ends[i] == end)
                i++;
            if (other._ends[j] == end)
                j++;
        }
        return common;
    }
}
