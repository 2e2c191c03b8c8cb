using Athanor.Data.Images;

namespace Athanor.Data;

/// <summary>Image files that are read as they are needed, as bytes (C, H, W).</summary>
internal sealed class ImageDataset(ImageFile[] files, Shape shape) : IDataset
{
    public int Count => files.Length;

    public Batch Get(ReadOnlySpan<int> indices, RandomSource random)
    {
        var pixels = new byte[indices.Length * shape.Count];
        var labels = new long[indices.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            ImageFile file = files[indices[i]];
            ImagePixels.Planes(PngReader.Read(file.Path), shape).CopyTo(pixels, i * shape.Count);
            labels[i] = file.Label;
        }
        return new Batch(Tensor.From(pixels, [labels.Length, .. shape]), Tensor.From(labels));
    }
}
