using Athanor.Autograd;
using Athanor.Nn.Functions;
using static Athanor.Nn.Functions.Elementary;

namespace Athanor.Tests.Functions;

public sealed class SolvingTests
{
    private static readonly FunctionNetwork _x = FunctionNetwork.Variable("x"), _y = FunctionNetwork.Variable("y");

    [Fact]
    public void Integrals_are_those_of_the_closed_form()
    {
        Assert.Equal(2, Sin(_x).Integrate(0, Math.PI).Value, 12);
        Assert.Equal(Math.E - 1, Exp(_x).Integrate(0, 1).Value, 12);
        Assert.Equal(-7.0 / 3, (_x * _x).Integrate(2, 1).Value, 12);
        Assert.Equal(2.0 / 3, Sqrt(_x).Integrate(0, 1).Value, 9);
        Assert.Equal(Math.Sqrt(Math.PI), Exp(-(_x * _x)).Integrate(double.NegativeInfinity, double.PositiveInfinity).Value, 9);
        Assert.Equal(1, Exp(-_x).Integrate(0, double.PositiveInfinity).Value, 9);
        Assert.Equal(1, Exp(_x).Integrate(double.NegativeInfinity, 0).Value, 9);
        Assert.Equal(Math.Log(1 + 1 / 1e-8) / 2, (_x / (_x * _x + 1e-8)).Integrate(0, 1).Value, 7);
        Assert.Equal(4, FunctionNetwork.Constant(2).Over(_x).Integrate(0, 2).Value, 12);
        Assert.Equal(0, Sin(_x).Integrate(1, 1).Value);
    }

    [Fact]
    public void What_does_not_converge_is_an_error()
    {
        Assert.StartsWith("integrate: did not converge", Assert.Throws<TensorException>(() => (1 / _x).Integrate(0, 1)).Message);
        Assert.Contains("not finite", Assert.Throws<TensorException>(() => (1 / _x).Integrate(-1, 1)).Message);
        Assert.Contains("set the others with Fix", Assert.Throws<TensorException>(() => (_x * _y).Integrate(0, 1)).Message);
    }

    [Fact]
    public void An_antiderivative_is_a_function_like_any_other()
    {
        FunctionNetwork f = Cos(_x) * _x, integral = f.Antiderivative(1), composed = integral.Compose(_x * _x);
        static double Known(double x) => Math.Cos(x) + x * Math.Sin(x) - Math.Cos(1) - Math.Sin(1);
        Near([Known(-2), Known(1), Known(3)], integral.Evaluate(Tensor.From([-2.0, 1, 3])).ToArray<double>(), 1e-10);
        Assert.Equal(f.At(0.7), integral.Derivative().At(0.7), 14);
        Assert.Equal(composed.GradientByAutograd(1.3)[0], composed.Derivative().At(1.3), 9);
        Tensor x = Tensor.Scalar(1.3, DType.Float64);
        x.RequiresGrad = true;
        Tensor first = Gradients.Of(composed.Evaluate(x), x, createGraph: true);
        Assert.Equal(composed.Derivative(order: 2).At(1.3), Gradients.Of(first, x).Item(), 8);
    }

    [Fact]
    public void Roots_are_found_in_order()
    {
        Assert.Equal(Math.Sqrt(2), (_x * _x - 2).Root(0, 2), 15);
        Assert.Equal(Math.PI, Sin(_x).Root(2, 4), 15);
        Assert.Equal(Math.Log(5), (Exp(_x) - 5).Root(-10, 10), 14);
        Near([-3, 1, 2], ((_x - 1) * (_x - 2) * (_x + 3)).Roots(-10, 10), 1e-12);
        Near([-2 * Math.PI, -Math.PI, 0, Math.PI, 2 * Math.PI], Sin(_x).Roots(-7, 7), 1e-13);
        Near([-1, 2], (Pow(_x + 1, 2) * (_x - 2)).Roots(-5, 5.01), 1e-6);
        Near([0], Tan(_x).Roots(-2, 2), 1e-13);
        Assert.Empty((Exp(_x) + 1).Roots(-3, 3));
        Assert.Empty(FunctionNetwork.Constant(0).Over(_x).Roots(-3, 3));
    }

    [Fact]
    public void No_root_is_a_sentence()
    {
        Assert.Equal("root: no sign change: the function is 2 at -1 and 5 at 2",
            Assert.Throws<TensorException>(() => (_x * _x + 1).Root(-1, 2)).Message);
        Assert.Contains("at a pole", Assert.Throws<TensorException>(() => (1 / (_x - 0.3)).Root(-1, 1)).Message);
        Assert.Contains("expected a finite interval", Assert.Throws<TensorException>(() => Sin(_x).Roots(1, 0)).Message);
    }

    [Fact]
    public void Extrema_are_classified()
    {
        IReadOnlyList<Extremum> cubic = (Pow(_x, 3) - 3 * _x).Extrema(-3, 3, includeEnds: true);
        Near([-3, -1, 1, 3], cubic.Select(e => e.X), 1e-12);
        Near([-18, 2, -2, 18], cubic.Select(e => e.Value), 1e-12);
        Assert.Equal([ExtremumKind.Minimum, ExtremumKind.Maximum, ExtremumKind.Minimum, ExtremumKind.Maximum], cubic.Select(e => e.Kind));
        Assert.Equal([true, false, false, true], cubic.Select(e => e.IsEnd));
        Assert.Equal(ExtremumKind.Minimum, Assert.Single(Pow(_x, 4).Extrema(-1, 1.03)).Kind);
        Assert.Equal(ExtremumKind.Saddle, Assert.Single(Pow(_x, 3).Extrema(-1, 1.03)).Kind);
        Near([Math.PI / 2, 3 * Math.PI / 2], Sin(_x).Extrema(0, 6).Select(e => e.X), 1e-12);
    }

    [Theory]
    [InlineData(MinimumMethod.Bfgs)]
    [InlineData(MinimumMethod.Newton)]
    public void Minima_of_several_variables_are_found(MinimumMethod method)
    {
        FunctionNetwork valley = Pow(1 - _x, 2) + 100 * Pow(_y - _x * _x, 2);
        Minimum lowest = valley.Minimise([-1.2, 1], method);
        Near([1, 1], lowest.Point, 1e-8);
        Near([-Math.Log(2)], (Exp(_x) * 2 - _x).Minimise([3], method).Point, 1e-8);
        Near([2, -1], (Pow(_x - 2, 2) + Pow(_y + 1, 4) + Pow(_y + 1, 2)).Minimise([0, 0], method).Point, 1e-8);
        Assert.StartsWith("minimise: no minimum was reached",
            Assert.Throws<TensorException>(() => (_x + 0).Minimise([0], method, maxSteps: 50)).Message);
    }

    private static void Near(double[] expected, IEnumerable<double> actual, double tolerance) =>
        Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= tolerance);
}

internal static class FunctionNetworkTestExtensions
{
    /// <summary>A constant as a function of x.</summary>
    public static FunctionNetwork Over(this FunctionNetwork constant, FunctionNetwork x) => constant + 0 * x;
}
