using Athanor.Autograd;

namespace Athanor.Tests.Ops.Neural;

/// <summary>Gradients and gradients of gradients against differences of the function's values, in float64.</summary>
internal static class GradCheck
{
    /// <summary>Checks the first and (unless told otherwise) second derivatives of a function of floating tensors.</summary>
    public static void Run(Func<Tensor[], Tensor> function, Shape[] shapes, bool second = true, double low = -1, double high = 1, double step = 1e-5)
    {
        using TensorScope scope = TensorScope.Begin("GradCheck");
        Tensor[] inputs = [.. shapes.Select((shape, i) => Random(shape, 17 + (ulong)i, low, high))];
        Check(x => Weighted(function(x)), inputs, step, 1e-6);
        if (second)
            Check(x => Sloped(function, x), inputs, step, 1e-5);
    }

    /// <summary>Values in a range, all apart from each other.</summary>
    public static Tensor Random(Shape shape, ulong seed, double low = -1, double high = 1, DType dtype = DType.Float64) =>
        Tensor.Rand(shape, dtype, new RandomSource(seed)) * (high - low) + low;

    private static Tensor Weighted(Tensor y) => (y * Random(y.Shape, 99)).Sum();

    /// <summary>The directional derivative along a fixed direction, as a function itself.</summary>
    private static Tensor Sloped(Func<Tensor[], Tensor> function, Tensor[] x)
    {
        Tensor[] grads = Gradients.Of(Weighted(function(x).Square()), x, createGraph: true);
        Tensor sum = Tensor.Scalar(0.0, DType.Float64);
        for (int i = 0; i < grads.Length; i++)
            sum = sum + (grads[i] * Random(grads[i].Shape, 7 + (ulong)i)).Sum();
        return sum;
    }

    private static void Check(Func<Tensor[], Tensor> function, Tensor[] inputs, double step, double bound)
    {
        Tensor[] leaves = Leaves(inputs, -1, null);
        Tensor[] grads = Gradients.Of(function(leaves), leaves);
        for (int i = 0; i < inputs.Length; i++)
        {
            Tensor direction = Random(inputs[i].Shape, 41 + (ulong)i);
            double up = function(Leaves(inputs, i, direction * step)).Item(), down = function(Leaves(inputs, i, direction * -step)).Item();
            double expected = (up - down) / (2 * step), actual = (grads[i] * direction).Sum().Item();
            Assert.True(Math.Abs(actual - expected) <= bound * Math.Max(1, Math.Abs(expected)), $"input {i}: expected {expected:R}, got {actual:R}");
        }
    }

    private static Tensor[] Leaves(Tensor[] inputs, int moved, Tensor? by)
    {
        var leaves = new Tensor[inputs.Length];
        for (int i = 0; i < leaves.Length; i++)
        {
            leaves[i] = (i == moved ? inputs[i] + by! : inputs[i].Clone()).Detach();
            leaves[i].RequiresGrad = true;
        }
        return leaves;
    }
}
