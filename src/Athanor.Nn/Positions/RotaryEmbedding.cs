namespace Athanor.Nn;

/// <summary>
/// Rotary positions (Su et al. 2021): pairs of features turned by angles that grow with the position, so that products of queries and keys
/// depend on distances alone.
/// </summary>
public sealed class RotaryEmbedding : Module<(Tensor Input, int Offset), Tensor>
{
    /// <summary>A rotation of the given size.</summary>
    /// <param name="size">How many features of a head are turned, an even number; the rest stay.</param>
    /// <param name="theta">The base of the wavelengths.</param>
    /// <param name="interleaved">Whether pairs are neighbours (GPT-J) and not halves (Llama).</param>
    /// <param name="scale">What positions are divided by, to reach further than in training (Chen et al. 2023).</param>
    /// <exception cref="ArgumentException">The size is odd.</exception>
    public RotaryEmbedding(int size, double theta = 10000, bool interleaved = false, double scale = 1)
    {
        if (size < 2 || size % 2 != 0)
            throw new ArgumentException($"expected an even number of features, got {size}", nameof(size));
        (Size, Theta, Interleaved, Scale) = (size, theta, interleaved, scale);
    }

    /// <summary>How many features are turned.</summary>
    public int Size { get; }

    /// <summary>The base of the wavelengths.</summary>
    public double Theta { get; }

    /// <summary>Whether pairs are neighbours.</summary>
    public bool Interleaved { get; }

    /// <summary>What positions are divided by.</summary>
    public double Scale { get; }

    /// <summary>Turns (…, time, features) whose first position is <paramref name="offset"/>.</summary>
    public Tensor Call(Tensor input, int offset = 0) => Call((input, offset));

    /// <summary>Cosines and sines of positions, each (time, size / 2), computed in float64.</summary>
    public (Tensor Cos, Tensor Sin) Angles(int offset, int count, DType dtype)
    {
        Tensor wave = Tensor.Pow(Theta, Tensor.Arange(0, Size, 2, DType.Float64) * (-1.0 / Size));
        Tensor angle = (Tensor.Arange(offset, offset + count, dtype: DType.Float64) / Scale).Unsqueeze(1) * wave;
        return (angle.Cos().To(dtype), angle.Sin().To(dtype));
    }

    /// <inheritdoc/>
    protected override Tensor Forward((Tensor Input, int Offset) input)
    {
        Tensor x = input.Input;
        if (x.Rank < 2 || x.Shape[^1] < Size)
            throw new TensorException("rotary", $"expected (…, time, at least {Size} features), got shape {x.Shape}");
        using Defaults.Restore device = Defaults.On(x.Device);
        (Tensor cos, Tensor sin) = Angles(input.Offset, x.Shape[^2], x.DType);
        Tensor turning = x.Narrow(-1, 0, Size), a, b;
        if (Interleaved)
        {
            Tensor pairs = turning.Unflatten(-1, Size / 2, 2);
            (a, b) = (pairs.Select(-1, 0), pairs.Select(-1, 1));
        }
        else
        {
            (a, b) = (turning.Narrow(-1, 0, Size / 2), turning.Narrow(-1, Size / 2, Size / 2));
        }
        Tensor p = a * cos - b * sin, q = b * cos + a * sin;
        Tensor turned = Interleaved ? Tensor.Stack([p, q], -1).Flatten(-2, -1) : Tensor.Cat([p, q], -1);
        return x.Shape[^1] == Size ? turned : Tensor.Cat([turned, x.Narrow(-1, Size, x.Shape[^1] - Size)], -1);
    }
}
