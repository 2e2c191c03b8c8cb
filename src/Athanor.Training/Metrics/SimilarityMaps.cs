namespace Athanor.Training;

/// <summary>The two factors of structural similarity at each place of a window.</summary>
internal static class SimilarityMaps
{
    public const int Window = 11;
    private const double Sigma = 1.5, K1 = 0.01, K2 = 0.03;

    /// <summary>Images (N, C, H, W) as N · C planes (N · C, 1, H, W) of float64, checked.</summary>
    public static (Tensor A, Tensor B) Planes(string op, Tensor prediction, Tensor target, int smallest)
    {
        if (target.Rank != 4 || prediction.Shape != target.Shape)
            throw new TensorException(
                op, $"expected two batches of images (N, C, height, width) of one shape, got {prediction.Shape} and {target.Shape}");
        if (Math.Min(target.Shape[2], target.Shape[3]) < smallest)
            throw new TensorException(op, $"expected images of at least {smallest} × {smallest}, got {target.Shape}");
        return (Planes(prediction), Planes(target));
    }

    /// <summary>
    /// Luminance (2 μa μb + c₁) / (μa² + μb² + c₁), and contrast with structure (2 σab + c₂) / (σa² + σb² + c₂), where the window fits.
    /// </summary>
    public static (Tensor Luminance, Tensor Structure) Of(Tensor a, Tensor b, double range)
    {
        double c1 = K1 * range * (K1 * range), c2 = K2 * range * (K2 * range);
        Tensor weights = Gaussian();
        Tensor across = weights.Reshape(1, 1, 1, Window), down = weights.Reshape(1, 1, Window, 1);
        Tensor meanA = Blurred(a), meanB = Blurred(b);
        Tensor squares = meanA.Square() + meanB.Square(), product = meanA * meanB;
        Tensor variances = Blurred(a.Square()) + Blurred(b.Square()) - squares;
        Tensor covariance = Blurred(a * b) - product;
        return ((2 * product + c1) / (squares + c1), (2 * covariance + c2) / (variances + c2));

        Tensor Blurred(Tensor planes) => planes.Conv2d(across).Conv2d(down);
    }

    private static Tensor Planes(Tensor images) => images.To(DType.Float64).Reshape(-1, 1, images.Shape[2], images.Shape[3]);

    private static Tensor Gaussian()
    {
        var weights = new double[Window];
        for (int i = 0; i < Window; i++)
            weights[i] = Math.Exp(-(i - Window / 2) * (i - Window / 2) / (2 * Sigma * Sigma));
        double sum = weights.Sum();
        return Tensor.From(Array.ConvertAll(weights, w => w / sum));
    }
}
