namespace Athanor.Nn;

/// <summary>
/// Attention with linear biases (Press et al. 2022): what to add to scores, falling with the distance, by another slope in each head.
/// </summary>
public static class AlibiBias
{
    /// <summary>
    /// The heads' slopes: powers of 2^(−8 / heads), and for other numbers than powers of 2 every second one of twice as many.
    /// </summary>
    public static double[] Slopes(int heads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        int power = 1 << (int)Math.Floor(Math.Log2(heads));
        IEnumerable<double> first = Enumerable.Range(1, power).Select(i => Math.Pow(2, -8.0 * i / power));
        IEnumerable<double> between = Enumerable.Range(0, heads - power).Select(i => Math.Pow(2, -4.0 * (2 * i + 1) / power));
        return [.. first, .. between];
    }

    /// <summary>(heads, targets, sources): minus slope times distance, the last target standing at the last source.</summary>
    public static Tensor Of(int heads, int targets, int sources, DType? dtype = null)
    {
        Tensor row = Tensor.Arange(sources - targets, sources).Unsqueeze(1), column = Tensor.Arange(sources).Unsqueeze(0);
        Tensor distance = (row - column).Abs().To(DType.Float64);
        return (Tensor.From(Slopes(heads), heads, 1, 1) * -distance).To(dtype ?? Defaults.DType);
    }
}
