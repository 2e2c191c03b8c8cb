using Athanor.Autograd;

namespace Athanor.TestKit;

/// <summary>Judges gradients by differences of values, and second derivatives by differences of gradients.</summary>
public static class FiniteDifference
{
    /// <summary>
    /// The largest difference, relative to 1 or the derivative, between the gradient of Σ cᵢ·f(x)ᵢ for fixed c and central differences.
    /// </summary>
    /// <param name="function">From float64 tensors to one.</param>
    /// <param name="inputs">Where: values and shapes; all are differentiated.</param>
    public static double OfGradient(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        using TensorScope scope = TensorScope.Begin("gradient");
        Tensor[] leaves = Leaves(inputs);
        Tensor output = function(leaves);
        if (output.Count == 0)
            return 0;
        Tensor cotangent = Weights(output.Shape);
        Tensor?[] grads = Gradients.OfMany([output], leaves, [cotangent]);
        return Largest(inputs, grads, x => (function(x) * cotangent).Sum());
    }

    /// <summary>The same one derivative further: of Σ dᵢ·∇f for fixed d.</summary>
    public static double OfSecondGradient(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        using TensorScope scope = TensorScope.Begin("second gradient");
        Tensor[] leaves = Leaves(inputs);
        Tensor slope = Directional(function, leaves, createGraph: true);
        if (!slope.RequiresGrad)
            return 0;
        Tensor?[] grads = Gradients.OfMany([slope], leaves);
        return Largest(inputs, grads, x => Directional(function, Leaves(x), createGraph: false));
    }

    /// <summary>A number made of all first derivatives, each with a weight.</summary>
    private static Tensor Directional(Func<Tensor[], Tensor> function, Tensor[] leaves, bool createGraph)
    {
        Tensor output = function(leaves);
        Tensor?[] grads = Gradients.OfMany([output], leaves, [Weights(output.Shape)], createGraph: createGraph);
        Tensor sum = Tensor.Zeros(Shape.Scalar, DType.Float64);
        foreach (Tensor? grad in grads)
            if (grad is not null)
                sum += (grad * Weights(grad.Shape)).Sum();
        return sum;
    }

    private static double Largest(Tensor[] inputs, Tensor?[] grads, Func<Tensor[], Tensor> value)
    {
        double worst = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            double[] x = inputs[i].ToDoubles(), grad = grads[i]?.ToDoubles() ?? new double[x.Length];
            for (int j = 0; j < x.Length; j++)
            {
                double h = 1e-5 * Math.Max(1, Math.Abs(x[j]));
                double difference = (At(x[j] + h) - At(x[j] - h)) / (2 * h);
                double off = Math.Abs(difference - grad[j]) / Math.Max(1, Math.Abs(difference));
                worst = double.IsNaN(off) ? double.PositiveInfinity : Math.Max(worst, off);

                double At(double v)
                {
                    using TensorScope scope = TensorScope.Begin("difference");
                    var moved = (double[])x.Clone();
                    moved[j] = v;
                    var arguments = (Tensor[])inputs.Clone();
                    arguments[i] = Tensor.From(moved, inputs[i].Shape);
                    return value(arguments).Item();
                }
            }
        }
        return worst;
    }

    private static Tensor[] Leaves(Tensor[] inputs) => Array.ConvertAll(inputs, input =>
    {
        Tensor leaf = input.Detach().Clone();
        leaf.RequiresGrad = true;
        return leaf;
    });

    /// <summary>Fixed numbers between ½ and 1½, all different.</summary>
    private static Tensor Weights(Shape shape)
    {
        var weights = new double[shape.Count];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = 0.5 + (i + 1) * 0.6180339887498949 % 1;
        return Tensor.From(weights, shape);
    }
}
