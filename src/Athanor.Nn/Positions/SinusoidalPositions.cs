namespace Athanor.Nn;

/// <summary>Sines and cosines of positions added to (…, time, size) (Vaswani et al. 2017).</summary>
/// <param name="size">How many features.</param>
/// <param name="theta">The base of the wavelengths.</param>
public sealed class SinusoidalPositions(int size, double theta = 10000) : Layer
{
    /// <summary>How many features.</summary>
    public int Size { get; } = size;

    /// <summary>The base of the wavelengths.</summary>
    public double Theta { get; } = theta;

    /// <inheritdoc/>
    public override string Description => $"SinusoidalPositions({Size})";

    /// <summary>(positions, size): sines at even features and cosines at odd ones of the same wavelength.</summary>
    /// <param name="positions">The positions, a vector; fractions are as good, such as times of diffusion.</param>
    public Tensor Of(Tensor positions)
    {
        using Defaults.Restore device = Defaults.On(positions.Device);
        Tensor wave = Tensor.Pow(Theta, Tensor.Arange(0, Size, 2, DType.Float64) * (-1.0 / Size));
        Tensor angle = positions.To(DType.Float64).Unsqueeze(1) * wave;
        Tensor table = Tensor.Stack([angle.Sin(), angle.Cos()], -1).Flatten(-2, -1);
        return table.Narrow(-1, 0, Size).To(positions.DType.IsFloating() ? positions.DType : Defaults.DType);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        if (input.Rank < 2 || input.Shape[^1] != Size)
            throw new TensorException("positions", $"expected (…, time, {Size}), got shape {input.Shape}");
        using Defaults.Restore device = Defaults.On(input.Device);
        return input + Of(Tensor.Arange(0, input.Shape[^2], dtype: DType.Float64)).To(input.DType);
    }
}
