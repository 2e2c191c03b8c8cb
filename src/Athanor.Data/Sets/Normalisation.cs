using Athanor.Data.Images;

namespace Athanor.Data;

/// <summary>
/// How raw values become a model's input: (value − mean) / scale for each channel of an image or each feature of a row. Kept with a
/// model, because what it is asked later must be treated as what it learned from.
/// </summary>
/// <param name="Mean">For each channel or feature, or one number for all.</param>
/// <param name="Scale">For each channel or feature, or one number for all; never 0.</param>
public sealed record Normalisation(float[] Mean, float[] Scale)
{
    /// <summary>Values stay as they are.</summary>
    public static Normalisation None { get; } = new([0], [1]);

    /// <summary>Bytes become 0 to 1.</summary>
    public static Normalisation Bytes { get; } = new([0], [255]);

    /// <summary>Mean 0 and standard deviation 1 for each column of rows (Count, Columns), measured on some of the rows.</summary>
    public static Normalisation OfColumns(ReadOnlySpan<float> rows, int columns, int[] measured)
    {
        var mean = new float[columns];
        var scale = new float[columns];
        for (int c = 0; c < columns; c++)
        {
            double sum = 0, squares = 0;
            foreach (int r in measured)
                sum += rows[r * columns + c];
            double middle = sum / Math.Max(1, measured.Length);
            foreach (int r in measured)
                squares += Math.Pow(rows[r * columns + c] - middle, 2);
            mean[c] = (float)middle;
            float deviation = (float)Math.Sqrt(squares / Math.Max(1, measured.Length));
            scale[c] = deviation > 0 ? deviation : 1; // a column that never changes tells nothing
        }
        return new Normalisation(mean, scale);
    }

    /// <summary>Raw values (N, C, …) or (N, features), of any type, as a model's input in float32.</summary>
    /// <exception cref="TensorException">The second dimension is not that of the means.</exception>
    public Tensor Apply(Tensor raw)
    {
        Tensor value = raw.To(DType.Float32);
        if (!Mean.All(m => m == 0))
            value -= Vector(Mean, raw);
        return Scale.All(s => s == 1) ? value : value / Vector(Scale, raw);
    }

    /// <summary>Raw values again, from a model's input.</summary>
    public Tensor Undo(Tensor input) => input * Vector(Scale, input) + Vector(Mean, input);

    /// <summary>An image as a model's input (1, C, H, W): colours, size and values changed to fit.</summary>
    /// <param name="image">Any image.</param>
    /// <param name="inputShape">The shape of one input, (C, H, W), with 1 or 3 channels.</param>
    /// <exception cref="TensorException">A model with such an input takes no images.</exception>
    public Tensor Apply(Image image, Shape inputShape)
    {
        if (inputShape.Rank != 3 || inputShape[0] is not (1 or 3))
            throw new TensorException("image", $"expected a model with input (1 or 3 channels, height, width), got one with {inputShape}");
        return Apply(Tensor.From<byte>(ImagePixels.Planes(image, inputShape), [1, .. inputShape]));
    }

    private static Tensor Vector(float[] values, Tensor like)
    {
        if (values.Length == 1)
            return Tensor.From(values);
        if (like.Rank < 2 || like.Shape[1] != values.Length)
            throw new TensorException("normalise", $"expected {values.Length} channels or features in dimension 1, got shape {like.Shape}");
        var shape = new int[like.Rank - 1];
        Array.Fill(shape, 1);
        shape[0] = values.Length;
        return Tensor.From(values, shape);
    }
}

/// <summary>Images as planes of bytes.</summary>
internal static class ImagePixels
{
    /// <summary>The bytes of an image brought to shape (C, H, W).</summary>
    public static byte[] Planes(Image image, Shape shape)
    {
        (int channels, int height, int width) = (shape[0], shape[1], shape[2]);
        Image fitted = image.To8Bit();
        fitted = ImageResize.Bilinear(channels == 1 ? fitted.ToGray() : fitted.ToRgb(), width, height);
        if (channels == 1)
            return fitted.Samples8;
        var planes = new byte[shape.Count];
        for (int i = 0, pixels = height * width; i < pixels; i++)
            for (int c = 0; c < channels; c++)
                planes[c * pixels + i] = fitted.Samples8[i * channels + c];
        return planes;
    }
}
