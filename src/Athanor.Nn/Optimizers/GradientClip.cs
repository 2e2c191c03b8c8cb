using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>Keeps gradients from being too large before a step (Pascanu et al. 2013).</summary>
public static class GradientClip
{
    /// <summary>
    /// Scales all gradients so that their norm, taken as one long vector, is at most <paramref name="max"/>. Returns the norm before.
    /// </summary>
    /// <param name="parameters">Those without a gradient are passed over.</param>
    /// <param name="max">The largest norm; infinity only measures.</param>
    /// <param name="order">The norm's order; infinity takes the largest element.</param>
    public static double Norm(IEnumerable<Tensor> parameters, double max, double order = 2)
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        using TensorScope scope = TensorScope.Begin("GradientClip.Norm");
        Tensor[] gradients = [.. parameters.Select(p => p.Grad).OfType<Tensor>()];
        double total = 0;
        foreach (Tensor gradient in gradients)
        {
            using TensorScope inner = TensorScope.Begin("GradientClip.Norm");
            if (gradient.Count == 0)
                continue;
            Tensor measure = double.IsPositiveInfinity(order) ? gradient.Abs().Max()
                : order == 2 ? gradient.Square().Sum() : gradient.Abs().Pow(order).Sum();
            double part = measure.Item();
            total = double.IsPositiveInfinity(order) ? Math.Max(total, part) : total + part;
        }
        if (!double.IsPositiveInfinity(order))
            total = order == 2 ? Math.Sqrt(total) : Math.Pow(total, 1 / order);
        // As in PyTorch: a little more than the norm, so that the result is not above the bound by rounding.
        double factor = max / (total + 1e-6);
        if (factor < 1 || double.IsNaN(factor))
            foreach (Tensor gradient in gradients)
                gradient.MultiplyInPlace(factor);
        return total;
    }

    /// <summary>Cuts every element of every gradient to [−<paramref name="max"/>, <paramref name="max"/>].</summary>
    public static void Value(IEnumerable<Tensor> parameters, double max)
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        foreach (Tensor parameter in parameters)
        {
            using TensorScope scope = TensorScope.Begin("GradientClip.Value");
            if (parameter.Grad is { } gradient)
                gradient.CopyFrom(gradient.Clamp(-max, max));
        }
    }
}
