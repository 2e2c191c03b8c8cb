namespace Athanor.Data;

/// <summary>Random changes that leave a sample's meaning as it is; put on a data set with <c>WithTransform</c>.</summary>
public static class Augment
{
    /// <summary>
    /// Moves each image by up to <paramref name="pixels"/> in both directions, every move equally likely; what comes in from outside is 0.
    /// </summary>
    /// <param name="pixels">The largest move.</param>
    /// <returns>A transform of batches with inputs (N, C, H, W) or (N, H, W).</returns>
    public static Func<Batch, RandomSource, Batch> RandomShift(int pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pixels);
        return (batch, random) => batch.WithInput(EachImage(batch.Input, (source, target, height, row) =>
        {
            int span = 2 * pixels + 1;
            int dy = (int)random.NextBelow((ulong)span) - pixels;
            int dx = (int)random.NextBelow((ulong)span) - pixels;
            Shift(source, target, height, row, dy, dx, batch.Input.DType.Size());
        }));
    }

    /// <summary>Mirrors each image left to right with probability one half.</summary>
    /// <returns>A transform of batches with inputs (N, C, H, W) or (N, H, W).</returns>
    public static Func<Batch, RandomSource, Batch> RandomMirror() => (batch, random) => batch.WithInput(EachImage(batch.Input, (source, target, height, row) =>
    {
        source.CopyTo(target);
        if (random.NextBelow(2) == 0)
            return;
        int size = batch.Input.DType.Size();
        for (int at = 0; at < source.Length; at += row)
            for (int x = 0; x < row; x += size)
                source.Slice(at + x, size).CopyTo(target[(at + row - size - x)..]);
    }));

    /// <summary>Changes an image of several planes: bytes of the image, of the result (zeros), rows of a plane, bytes of a row.</summary>
    private delegate void Change(ReadOnlySpan<byte> source, Span<byte> target, int height, int row);

    private static Tensor EachImage(Tensor images, Change change)
    {
        if (images.Rank is not (3 or 4))
            throw new TensorException("augment", $"expected images (N, C, H, W) or (N, H, W), got shape {images.Shape}");
        int row = images.Shape[^1] * images.DType.Size(), height = images.Shape[^2];
        var source = new byte[images.Count * images.DType.Size()];
        var target = new byte[source.Length];
        images.CopyTo(source);
        int each = source.Length / Math.Max(images.Shape[0], 1);
        for (int at = 0; at < source.Length; at += each)
            change(source.AsSpan(at, each), target.AsSpan(at, each), height, row);
        Tensor result = Tensor.Empty(images.Spec);
        result.CopyFrom(target);
        return result;
    }

    private static void Shift(ReadOnlySpan<byte> source, Span<byte> target, int height, int row, int dy, int dx, int size)
    {
        int skip = Math.Abs(dx) * size;
        if (skip >= row)
            return;
        for (int plane = 0; plane < source.Length; plane += height * row)
            for (int y = Math.Max(0, dy); y < Math.Min(height, height + dy); y++)
            {
                ReadOnlySpan<byte> from = source.Slice(plane + (y - dy) * row, row);
                Span<byte> to = target.Slice(plane + y * row, row);
                if (dx >= 0)
                    from[..^skip].CopyTo(to[skip..]);
                else
                    from[skip..].CopyTo(to);
            }
    }
}
