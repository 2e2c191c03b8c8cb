using Athanor.Nn.Functions;
using static Athanor.Nn.Functions.Elementary;

namespace Athanor.Tests.Functions;

public sealed class AlgebraTests
{
    private static readonly FunctionNetwork _x = FunctionNetwork.Variable("x"), _y = FunctionNetwork.Variable("y");

    private static readonly double[] _points = [-1.7, -0.4, 0.3, 1, 2.5];

    public static TheoryData<string, FunctionNetwork, Func<double, double>> ClosedForms() => new()
    {
        { "f+g", Sin(_x) + Exp(_x), x => Math.Sin(x) + Math.Exp(x) },
        { "f-g", Pow(_x, 3) - 2 * _x, x => x * x * x - 2 * x },
        { "f*g", Sin(_x) * Exp(_x), x => Math.Sin(x) * Math.Exp(x) },
        { "f/g", Sin(_x) / Exp(_x), x => Math.Sin(x) / Math.Exp(x) },
        { "f∘g", Sin(_x).Compose(Exp(_x)), x => Math.Sin(Math.Exp(x)) },
        { "g∘f", Exp(_x).Compose(Sin(_x)), x => Math.Exp(Math.Sin(x)) },
        { "rest", Tanh(_x) + Sigmoid(_x) + Relu(_x) + Abs(_x) + Softplus(_x) + Atan(_x),
            x => Math.Tanh(x) + 1 / (1 + Math.Exp(-x)) + Math.Max(x, 0) + Math.Abs(x) + Math.Log(1 + Math.Exp(x)) + Math.Atan(x) },
        { "roots", Log(Sqrt(1 + _x * _x)) + Tan(_x / 4), x => 0.5 * Math.Log(1 + x * x) + Math.Tan(x / 4) },
    };

    [Theory]
    [MemberData(nameof(ClosedForms))]
    public void Values_are_those_of_the_closed_form(string name, FunctionNetwork f, Func<double, double> expected)
    {
        double[] values = f.Evaluate(Tensor.From(_points)).ToArray<double>();
        for (int i = 0; i < values.Length; i++)
            Assert.True(Math.Abs(values[i] - expected(_points[i])) < 1e-13, $"{name} at {_points[i]}: {values[i]}");
    }

    [Fact]
    public void A_shared_part_is_one_node_and_evaluated_once()
    {
        int calls = 0;
        var counted = new ElementaryFunction("counted", t => { calls++; return t.Sin(); }, Cos);
        FunctionNetwork f = counted.Of(_x * 2) + counted.Of(_x * 2) * counted.Of(2 * _x);
        Assert.Equal(Math.Sin(2) + Math.Sin(2) * Math.Sin(2), f.At(1), 14);
        Assert.Equal(1, calls);
        Assert.Single(f.Order, node => node.Label == "counted");
        foreach ((int i, FunctionNode node) in f.Order.Index())
            Assert.All(node.Inputs, input => Assert.Contains(input, f.Order.Take(i)));
    }

    [Fact]
    public void A_chain_equals_the_composition_by_hand_to_the_last_bit()
    {
        var chain = new FunctionChain(Sin(_x), 0.1 * _x, 0.7 * _x + 1, Exp(_x), Sqrt(_x));
        Tensor x = Tensor.From(_points);
        double[] byHand = (x.Sin() * 0.1 * 0.7 + 1).Exp().Sqrt().ToArray<double>();
        Assert.Equal(byHand, chain.Evaluate(x).ToArray<double>());
        Assert.Equal(byHand, chain.Network.Evaluate(x).ToArray<double>());
    }

    [Fact]
    public void A_network_is_a_node_of_another()
    {
        FunctionNetwork inner = (Sin(_x) * _y).Named("g");
        FunctionNetwork outer = inner.Compose("x", _x * _x) + inner;
        Assert.Equal(Math.Sin(4) * 3 + Math.Sin(2) * 3, outer.At(2, 3), 13);
        Assert.Equal(Math.Cos(4) * 4 * 3 + Math.Cos(2) * 3, outer.Derivative("x").At(2, 3), 13);
        Assert.Equal(2, outer.Order.Count(node => node.Label == "g"));
    }

    [Fact]
    public void Composition_substitutes_a_network_for_a_variable()
    {
        FunctionNetwork f = (_x + _y) * _y;
        Assert.Equal(["x"], f.Compose("y", Sin(_x)).Variables);
        Assert.Equal((2 + Math.Sin(2)) * Math.Sin(2), f.Compose("y", Sin(_x)).At(2), 14);
        Assert.Equal(50, f.Fix("x", 5).At(5));
        Assert.Equal(["y"], f.Fix("x", 5).Variables);
    }

    [Fact]
    public void Points_and_vectors_broadcast()
    {
        FunctionNetwork v = FunctionNetwork.Variable("v", 2);
        FunctionNetwork f = _x * v.Affine(Tensor.From(new double[,] { { 1, 2 }, { 3, 4 } }), Tensor.From([1.0, 0])) + _x;
        Tensor value = f.Evaluate(Tensor.From([1.0, 2, 3]), Tensor.From([1.0, -1]));
        Assert.Equal([3, 2], value.Shape);
        Assert.Equal([1.0, 0, 2, 0, 3, 0], value.ToArray<double>());
        Assert.Equal([3], (FunctionNetwork.Constant(2) + 0 * _x).Evaluate(Tensor.From([1.0, 2, 3])).Shape);
        Assert.Equal(DType.Float32, f[0].Evaluate(Tensor.From([1f]), Tensor.From([1f, 2f])).DType);
    }

    [Fact]
    public void Networks_are_printed_and_drawn()
    {
        FunctionNetwork f = Sin(_x) * _x + 1;
        Assert.Equal("%0 = x\n%1 = sin(%0)\n%2 = (%1 * %0)\n%3 = 1\n%4 = (%2 + %3)", f.ToString());
        Assert.Equal("(sin(x) * x) + 1", f.Formula());
        Assert.Contains("n0 -> n1;", f.ToDot());
        Assert.StartsWith("digraph", f.ToDot());
        Assert.Contains("n2 --> n4", f.ToMermaid());
    }

    [Fact]
    public void A_long_chain_does_not_exhaust_the_stack()
    {
        FunctionNetwork f = _x;
        for (int i = 0; i < 20_000; i++)
            f = Sin(f);
        Assert.Equal(20_001, f.Order.Count);
    }

    [Fact]
    public void Errors_are_sentences()
    {
        FunctionNetwork f = 1 / (_x - 1) + Log(_y);
        Assert.Equal("at: division by zero or overflow in 1 / (x - 1) at (1, 2)", Assert.Throws<TensorException>(() => f.At(1, 2)).Message);
        Assert.Equal("at: log(y) is not a finite number at (2, -1)", Assert.Throws<TensorException>(() => f.At(2, -1)).Message);
        Assert.Equal("derivative: unknown variable 'z': the network has x, y",
            Assert.Throws<TensorException>(() => f.Derivative("z")).Message);
        Assert.Equal("derivative: name the variable: the network has x, y", Assert.Throws<TensorException>(() => f.Derivative()).Message);
        Assert.Equal("evaluate: the variable 'y' was given no value",
            Assert.Throws<TensorException>(() => f.Evaluate(new Dictionary<string, Tensor> { ["x"] = Tensor.Scalar(1.0) })).Message);
        Assert.Equal("evaluate: unknown variable 'w': the network has x, y",
            Assert.Throws<TensorException>(() => f.Evaluate(new Dictionary<string, Tensor> { ["w"] = Tensor.Scalar(1.0) })).Message);
        Assert.Equal("evaluate: expected 2 values (x, y), got 1",
            Assert.Throws<TensorException>(() => f.Evaluate(Tensor.Scalar(1.0))).Message);
        Assert.Contains("two different numbers of components",
            Assert.Throws<TensorException>(() => _x + FunctionNetwork.Variable("x", 3)).Message);
        Assert.Contains("was given no derivative",
            Assert.Throws<TensorException>(() => new ElementaryFunction("mine", t => t.Sin()).Of(_x).Derivative()).Message);
        Assert.Contains("expected a vector of 2",
            Assert.Throws<TensorException>(() => _x.Affine(Tensor.From(new double[,] { { 1, 2 } }))).Message);
    }

    [Fact]
    public void Evaluation_leaves_nothing_behind_in_the_caller_s_scope()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = Tensor.From(_points), y = (Sin(_x) * _x + 1).Evaluate(x);
        Assert.False(y.IsReleased);
        Assert.Same(x, _x.Evaluate(x));
        Assert.False(x.IsReleased);
    }
}
