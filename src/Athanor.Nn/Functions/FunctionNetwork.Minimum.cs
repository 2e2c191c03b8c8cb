namespace Athanor.Nn.Functions;

/// <summary>How a minimum of several variables is sought.</summary>
public enum MinimumMethod
{
    /// <summary>Learns the curvature from the gradients on its way (Broyden, Fletcher, Goldfarb and Shanno 1970).</summary>
    Bfgs,

    /// <summary>Uses the second derivatives, damped where they do not lead downhill.</summary>
    Newton,
}

/// <summary>A lowest point among its neighbours.</summary>
/// <param name="Point">Where: a number for each component of each variable.</param>
/// <param name="Value">The function there.</param>
/// <param name="Steps">The steps that it took.</param>
public sealed record Minimum(IReadOnlyList<double> Point, double Value, int Steps);

public sealed partial class FunctionNetwork
{
    /// <summary>The minimum that is reached downhill from a start.</summary>
    /// <param name="start">A number for each component of each variable.</param>
    /// <param name="method">How to seek.</param>
    /// <param name="tolerance">The largest component that the gradient may have left.</param>
    /// <param name="maxSteps">The number of steps after which to give up.</param>
    /// <exception cref="TensorException">No level point was reached: the function may fall without end.</exception>
    public Minimum Minimise(
        ReadOnlySpan<double> start, MinimumMethod method = MinimumMethod.Bfgs, double tolerance = 1e-9, int maxSteps = 500)
    {
        RequireNumber("minimise");
        FunctionNetwork[] gradient = [.. Gradient()];
        double[] x = start.ToArray();
        double value = At(x);
        double[] slope = Array.ConvertAll(gradient, partial => partial.At(x));
        IDescent descent = method == MinimumMethod.Newton
            ? new NewtonDescent([.. gradient.Select(partial => partial.Gradient())])
            : new BfgsDescent(x.Length);
        int step = 0;
        for (; step < maxSteps; step++)
        {
            if (slope.All(partial => Math.Abs(partial) <= tolerance))
                return new Minimum(x, value, step);
            double[] direction = descent.Direction(x, slope);
            double down = Dense.Dot(direction, slope), length = 1;
            double[] next = Dense.Moved(x, direction, length);
            double reached = Value(next);
            // Armijo's rule: as much lower as the slope promises, less a margin; at the end rounding hides any gain.
            while (!(reached <= value + 1e-4 * length * down + 1e-15 * Math.Abs(value)) && length > 1e-30)
            {
                length /= 2;
                next = Dense.Moved(x, direction, length);
                reached = Value(next);
            }
            if (!double.IsFinite(reached) || Math.Abs(reached) > 1e100)
                break;
            double[] nextSlope = Array.ConvertAll(gradient, partial => partial.At(next));
            descent.Learn(x, next, slope, nextSlope);
            (x, slope, value) = (next, nextSlope, reached);
        }
        throw new TensorException(
            "minimise", $"no minimum was reached in {step} steps: "
            + $"the gradient's largest component is still {slope.Max(Math.Abs):0.0e+0}, expected at most {tolerance:0.0e+0}");

        double Value(double[] point)
        {
            using TensorScope scope = TensorScope.Begin("Minimise");
            using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
            return Evaluate(Split(point, "minimise")).Item();
        }
    }
}
