using Athanor.Autograd;

namespace Athanor.Tests.Ops;

/// <summary>Gradients of a function of one float64 tensor, and gradients of those, against finite differences.</summary>
internal static class Slopes
{
    public static void Check(Func<Tensor, Tensor> function, double[] at, params int[] shape)
    {
        Func<Tensor, Tensor> loss = x => Weighed(function(x));
        Compare(loss, at, shape, 1e-6);
        Compare(x => Weighed(Slope(loss, x, again: true)), at, shape, 1e-4);
    }

    private static Tensor Weighed(Tensor y)
    {
        Tensor flat = y.Reshape(-1);
        return (flat * Tensor.Linspace(0.5, 1.5, (int)flat.Count, DType.Float64)).Sum();
    }

    private static Tensor Slope(Func<Tensor, Tensor> loss, Tensor x, bool again) =>
        Gradients.OfMany([loss(x)], [x], createGraph: again)[0] ?? x.ZerosLike();

    private static void Compare(Func<Tensor, Tensor> loss, double[] at, int[] shape, double tolerance)
    {
        Tensor x = Tensor.From(at, shape);
        x.RequiresGrad = true;
        Tensor value = loss(x);
        double[] found = value.RequiresGrad ? Gradients.OfMany([value], [x])[0]?.ToArray<double>() ?? new double[at.Length] : new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            const double h = 1e-5;
            double[] up = [.. at], down = [.. at];
            up[i] += h;
            down[i] -= h;
            double expected = (At(up) - At(down)) / (2 * h);
            Assert.True(Math.Abs(found[i] - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"element {i}: {found[i]}, by differences {expected}");
        }

        double At(double[] values)
        {
            Tensor moved = Tensor.From(values, shape);
            moved.RequiresGrad = true;
            return loss(moved).Item();
        }
    }
}
