namespace Athanor.Data.Images;

/// <summary>One of the images that an interlaced PNG is divided into: pixels at even steps from a first one, in both directions.</summary>
internal readonly record struct PngPass(int Left, int Top, int StepX, int StepY, int Width, int Height)
{
    private static readonly (int Left, int Top, int StepX, int StepY)[] _adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>The passes of an image that have pixels; a narrow or low image has fewer than seven.</summary>
    public static IEnumerable<PngPass> Of(PngHeader header)
    {
        if (!header.Interlaced)
            return [new PngPass(0, 0, 1, 1, header.Width, header.Height)];
        return _adam7
            .Select(p => new PngPass(
                p.Left, p.Top, p.StepX, p.StepY, Count(header.Width, p.Left, p.StepX), Count(header.Height, p.Top, p.StepY)))
            .Where(p => p.Width > 0 && p.Height > 0);
    }

    private static int Count(int size, int first, int step) => size <= first ? 0 : (size - first - 1) / step + 1;
}
