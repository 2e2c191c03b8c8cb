namespace Athanor.Nn.Tests;

/// <summary>Gradients of a module against finite differences, all in float64.</summary>
internal static class Differences
{
    private const double Step = 1e-5;

    /// <summary>Compares the gradients of a weighted sum of the outputs with respect to all parameters and inputs.</summary>
    public static void Check(Module module, Func<Tensor[]> outputs, params Tensor[] inputs)
    {
        Tensor[] leaves = [.. module.Parameters(), .. inputs];
        module.ZeroGrad();
        foreach (Tensor input in inputs)
        {
            input.RequiresGrad = true;
            input.Grad = null;
        }
        Loss().Backward();
        foreach (Tensor leaf in leaves)
        {
            double[] values = leaf.Detach().ToArray<double>(), gradient = leaf.Grad!.Contiguous().ToArray<double>();
            // A few elements of each are enough to find a wrong formula.
            for (int i = 0; i < values.Length; i += Math.Max(1, values.Length / 5))
            {
                double up = At(leaf, values, i, Step), down = At(leaf, values, i, -Step), expected = (up - down) / (2 * Step);
                Assert.True(Math.Abs(expected - gradient[i]) < 1e-6 * Math.Max(1, Math.Abs(expected)), $"{leaf.Spec}[{i}]: expected {expected}, got {gradient[i]}");
            }
        }

        double At(Tensor leaf, double[] values, int i, double by)
        {
            double[] moved = [.. values];
            moved[i] += by;
            using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
            leaf.CopyFrom(Tensor.From(moved, leaf.Shape.ToArray()));
            double loss = Loss().Item();
            leaf.CopyFrom(Tensor.From(values, leaf.Shape.ToArray()));
            return loss;
        }

        Tensor Loss()
        {
            Tensor? sum = null;
            foreach ((int i, Tensor output) in outputs().Index())
            {
                Tensor part = (output * Golden.Fill($"cotangent:{i}", output.Shape.ToArray())).Sum();
                sum = sum is null ? part : sum + part;
            }
            return sum!;
        }
    }
}
