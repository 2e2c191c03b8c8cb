namespace Athanor.Tests.Ops.LinalgTests;

internal static class Values
{
    /// <summary>Numbers in (−1, 1) from a seed, in double unless said.</summary>
    public static Tensor Random(Shape shape, int seed, DType dtype = DType.Float64)
    {
        var random = new Random(seed);
        var values = new double[shape.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = 2 * random.NextDouble() - 1;
        return Tensor.From((ReadOnlySpan<double>)values, shape).To(dtype);
    }

    /// <summary>The largest difference of two tensors of one shape.</summary>
    public static double Distance(Tensor a, Tensor b)
    {
        Assert.Equal(a.Shape, b.Shape);
        return a.Count == 0 ? 0 : (a.Detach() - b.Detach()).Abs().Max().Item();
    }
}
