using Athanor.Autograd;

namespace Athanor.Nn.Functions;

/// <summary>What an integration found.</summary>
/// <param name="Value">The integral.</param>
/// <param name="Error">How far it may be off, as the rule estimates (as a rule far too careful).</param>
/// <param name="Evaluations">The number of points that the function was evaluated at.</param>
public readonly record struct Integral(double Value, double Error, int Evaluations);

public sealed partial class FunctionNetwork
{
    /// <summary>The integral of a function of one number, by adaptive Gauss–Kronrod quadrature; the limits may be infinite.</summary>
    /// <param name="from">The lower limit.</param>
    /// <param name="to">The upper limit; below the lower one the integral changes its sign.</param>
    /// <param name="tolerance">The error allowed, relative to the integral where that is above 1.</param>
    /// <exception cref="TensorException">The function has other variables, is not finite, or the tolerance is not reached.</exception>
    public Integral Integrate(double from, double to, double tolerance = 1e-10)
    {
        RequireOneNumber("integrate");
        if (double.IsNaN(from) || double.IsNaN(to) || !(tolerance > 0))
            throw new TensorException("integrate", $"expected limits and a positive tolerance, got {from}, {to} and {tolerance}");
        if (from == to)
            return default;
        if (from > to)
        {
            Integral turned = Integrate(to, from, tolerance);
            return turned with { Value = -turned.Value };
        }
        using GradMode.Restore mode = GradMode.NoGrad();
        (_, double[] values, double error, int evaluations) = Quadrature.Adapt(t => OnUnit(t, from, to).Unsqueeze(1), tolerance);
        return new Integral(values[0], error, evaluations);
    }

    /// <summary>
    /// F(x) = ∫ f from <paramref name="from"/> to x as a network: its derivative is f again, it can be a part of other networks, and
    /// autograd follows it.
    /// </summary>
    public FunctionNetwork Antiderivative(double from = 0, double tolerance = 1e-10)
    {
        RequireOneNumber("antiderivative");
        var integral = new ElementaryFunction($"integral[{FunctionNode.Text(from)}]", x => IntegralTo(x, from, tolerance), Compose);
        return integral.AsNetwork(Variables[0]);
    }

    // With x = from + (upper − from)·t all upper limits share the points t of [0, 1]. The intervals are chosen without a graph; the sum
    // over them is written in tensor operations, whose derivative is the quadrature of the derivative.
    private Tensor IntegralTo(Tensor upper, double from, double tolerance)
    {
        Tensor length = upper.To(DType.Float64).Reshape(-1) - from;
        Tensor Integrand(Tensor t) => Evaluate(from + t.Unsqueeze(1) * length) * length;
        List<(double, double)> intervals;
        using (GradMode.NoGrad())
            intervals = Quadrature.Adapt(Integrand, tolerance).Intervals;
        (Tensor points, Tensor weights) = Quadrature.Rule(intervals);
        return weights.MatMul(Integrand(points)).Reshape(upper.Shape).To(upper.DType);
    }

    // The integrand as one over t in [0, 1], with the slope of the substitution.
    private Tensor OnUnit(Tensor t, double from, double to)
    {
        if (double.IsFinite(from) && double.IsFinite(to))
            return Evaluate(from + t * (to - from)) * (to - from);
        if (double.IsFinite(from))
            return Evaluate(from + t / (1 - t)) / (1 - t).Square();
        if (double.IsFinite(to))
            return Evaluate(to - t / (1 - t)) / (1 - t).Square();
        Tensor u = 2 * t - 1, rest = 1 - u.Square();
        return 2 * Evaluate(u / rest) * (1 + u.Square()) / rest.Square();
    }
}
