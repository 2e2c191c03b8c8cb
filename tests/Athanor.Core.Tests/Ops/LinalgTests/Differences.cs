using Athanor.Autograd;

namespace Athanor.Tests.Ops.LinalgTests;

/// <summary>Gradients, and gradients of gradients, against central differences of a function of doubles.</summary>
internal static class Differences
{
    private const double Step = 1e-5;

    public static void Check(Func<Tensor, Tensor> f, Tensor x, double bound = 1e-7, bool second = true)
    {
        using TensorScope scope = TensorScope.Begin("test");
        Compare(x, p => Weighted(f(p), 1), p => Slope(f, p, createGraph: false), bound, "gradient");
        if (!second)
            return;
        Compare(x, p => Weighted(Slope(f, p, createGraph: true), 2), p => SecondSlope(f, p), 10 * bound, "second gradient");
    }

    private static Tensor Slope(Func<Tensor, Tensor> f, Tensor x, bool createGraph) =>
        Gradients.Of(Weighted(f(x), 1), x, createGraph: createGraph);

    private static Tensor SecondSlope(Func<Tensor, Tensor> f, Tensor x)
    {
        Tensor slope = Slope(f, x, createGraph: true);
        return slope.RequiresGrad ? Gradients.OfMany([Weighted(slope, 2)], [x])[0] ?? x.ZerosLike() : x.ZerosLike();
    }

    private static Tensor Weighted(Tensor y, int seed)
    {
        using GradMode.Restore mode = GradMode.WithGrad();
        var weights = new double[y.Count];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = Math.Cos(seed + 1.7 * i) + 0.3;
        return (y * Tensor.From((ReadOnlySpan<double>)weights, y.Shape)).Sum();
    }

    private static void Compare(Tensor x, Func<Tensor, Tensor> value, Func<Tensor, Tensor> slope, double bound, string what)
    {
        double[] at = x.Detach().ToArray<double>();
        double[] actual = slope(Leaf(at, x.Shape)).Detach().Contiguous().ToArray<double>();
        var expected = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double before = at[i];
            at[i] = before + Step;
            double above = value(Leaf(at, x.Shape)).Item();
            at[i] = before - Step;
            expected[i] = (above - value(Leaf(at, x.Shape)).Item()) / (2 * Step);
            at[i] = before;
        }
        double scale = Math.Max(1, expected.Max(Math.Abs));
        for (int i = 0; i < at.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= bound * scale, $"{what} {i}: {actual[i]}, differences say {expected[i]}");
    }

    private static Tensor Leaf(double[] values, Shape shape)
    {
        Tensor leaf = Tensor.From((ReadOnlySpan<double>)values, shape);
        leaf.RequiresGrad = true;
        return leaf;
    }
}
