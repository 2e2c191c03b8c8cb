using Athanor.Nn.Functions;
using static Athanor.Nn.Functions.Elementary;

namespace Athanor.Tests.Functions;

public sealed class DerivativeTests
{
    private static readonly FunctionNetwork _x = FunctionNetwork.Variable("x"), _y = FunctionNetwork.Variable("y");

    [Fact]
    public void First_and_second_derivatives_are_those_of_the_closed_form()
    {
        FunctionNetwork polynomial = Pow(_x, 3) - 2 * _x + 5, wave = Sin(2 * _x) * Exp(-_x), ratio = _x / (1 + _x * _x);
        foreach (double x in (double[])[-1.3, 0.2, 2])
        {
            Assert.Equal(3 * x * x - 2, polynomial.Derivative().At(x), 13);
            Assert.Equal(6 * x, polynomial.Derivative(order: 2).At(x), 13);
            Assert.Equal(6, polynomial.Derivative(order: 3).At(x), 13);
            Assert.Equal(0, polynomial.Derivative(order: 4).At(x));
            Assert.Equal((2 * Math.Cos(2 * x) - Math.Sin(2 * x)) * Math.Exp(-x), wave.Derivative().At(x), 12);
            Assert.Equal((-3 * Math.Sin(2 * x) - 4 * Math.Cos(2 * x)) * Math.Exp(-x), wave.Derivative(order: 2).At(x), 12);
            Assert.Equal((1 - x * x) / Math.Pow(1 + x * x, 2), ratio.Derivative().At(x), 13);
            Assert.Equal(2 * x * (x * x - 3) / Math.Pow(1 + x * x, 3), ratio.Derivative(order: 2).At(x), 12);
        }
    }

    public static TheoryData<ElementaryFunction> Functions() =>
    [
        ElementaryFunction.Identity, ElementaryFunction.Sine, ElementaryFunction.Cosine, ElementaryFunction.Tangent,
        ElementaryFunction.ArcTangent,
        ElementaryFunction.Exponential, ElementaryFunction.Logarithm, ElementaryFunction.SquareRoot, ElementaryFunction.HyperbolicTangent,
        ElementaryFunction.Logistic, ElementaryFunction.SoftPlus, ElementaryFunction.Rectifier, ElementaryFunction.Absolute,
        new("cube", t => t.Pow(3), u => 3 * Pow(u, 2)),
    ];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_function_s_derivatives_equal_autograd_s(ElementaryFunction function)
    {
        FunctionNetwork f = function.Of(_x * _y + 0.2) / (_x + 3), slope = f.Derivative("x");
        double[] point = [0.7, 1.1];
        Close(f.GradientByAutograd(point), f.GradientAt(point));
        Close(slope.GradientByAutograd(point), slope.GradientAt(point));
        Close(slope.Derivative("y").GradientByAutograd(point), slope.Derivative("y").GradientAt(point));
    }

    [Fact]
    public void Gradient_and_Jacobian_of_vectors_equal_autograd_s()
    {
        FunctionNetwork v = FunctionNetwork.Variable("v", 3);
        Tensor a = Tensor.From([0.3, -0.2, 0.5, 0.1, 0.7, -0.4], 2, 3), b = Tensor.From([0.1, -0.3]);
        FunctionNetwork hidden = Tanh(v.Affine(a, b)), f = hidden * _x + FunctionNetwork.Vector(_x, hidden[0] * hidden[1]);
        double[] point = [0.4, -1, 0.6, 2];
        Assert.Equal(["v", "x"], f.Variables);
        Tensor symbolic = f.Jacobian(point), judged = f.JacobianByAutograd(point);
        Assert.Equal([2, 4], symbolic.Shape);
        Close(judged.ToArray<double>(), symbolic.ToArray<double>());
        FunctionNetwork bent = f[1].Partial("v", 2);
        Close(bent.GradientByAutograd(point), bent.GradientAt(point));
        Assert.Equal(f[1].Partial("v", 2).Partial("v", 0).At(point), f[1].Partial("v", 0).Partial("v", 2).At(point), 13);
        Close([1, 1], (_x + FunctionNetwork.Constant([3, 4])).Jacobian(5).ToArray<double>());
    }

    [Fact]
    public void Derivatives_of_step_functions_vanish()
    {
        Assert.Equal(0, Step(_x).Derivative().At(0.3));
        Assert.Equal(0, Abs(_x).Derivative(order: 2).At(0.3));
    }

    private static void Close(double[] expected, double[] actual) =>
        Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(a)));
}
