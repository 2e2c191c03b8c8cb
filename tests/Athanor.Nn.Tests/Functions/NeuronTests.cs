using Athanor.Autograd;
using Athanor.Nn.Functions;

namespace Athanor.Tests.Functions;

public sealed class NeuronTests
{
    private static readonly double[][] _table = [[0, 0], [0, 1], [1, 0], [1, 1]];

    public static TheoryData<string, FunctionNetwork, double[]> Tables() => new()
    {
        { "and", BooleanNetworks.And, [0, 0, 0, 1] },
        { "or", BooleanNetworks.Or, [0, 1, 1, 1] },
        { "nand", BooleanNetworks.Nand, [1, 1, 1, 0] },
        { "xor", BooleanNetworks.Xor, [0, 1, 1, 0] },
        { "xnor", BooleanNetworks.Xnor, [1, 0, 0, 1] },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Boolean_tables_are_exact(string name, FunctionNetwork f, double[] expected)
    {
        Assert.Equal(["a", "b"], f.Variables);
        Assert.True(_table.Select(row => f.At(row)).SequenceEqual(expected), name);
    }

    [Fact]
    public void Not_is_exact()
    {
        Assert.Equal([1.0, 0], BooleanNetworks.Not.Evaluate(Tensor.From([0.0, 1])).ToArray<double>());
        Assert.True(Perceptron.Nor.Fires(0, 0));
        Assert.Contains("expected 2 inputs, got 1", Assert.Throws<TensorException>(() => Perceptron.And.Fires(1)).Message);
    }

    [Theory]
    [InlineData(false, false, false, true)]
    [InlineData(false, true, true, true)]
    public void The_perceptron_rule_learns_what_a_line_separates(params bool[] targets)
    {
        PerceptronLearning learned = PerceptronRule.Learn(_table, targets);
        Assert.Equal(Separability.Yes, learned.Separable);
        Assert.Equal(0, learned.Mistakes);
        Assert.Equal(targets, _table.Select(row => learned.Perceptron.Fires(row)));
    }

    [Fact]
    public void The_perceptron_rule_says_that_xor_cannot_be_learned()
    {
        PerceptronLearning learned = PerceptronRule.Learn(_table, [false, true, true, false]);
        Assert.Equal(Separability.No, learned.Separable);
        Assert.True(learned.Mistakes > 0);
        Assert.StartsWith("cannot be learned by one unit", learned.Answer);
        Assert.Equal(Separability.Unknown, PerceptronRule.Learn(_table, [false, true, true, false], maxEpochs: 1).Separable);
    }

    public static TheoryData<ElementaryFunction, LearningMode, double> Regressions()
    {
        var data = new TheoryData<ElementaryFunction, LearningMode, double>();
        foreach (LearningMode mode in Enum.GetValues<LearningMode>())
        {
            data.Add(ElementaryFunction.Identity, mode, 0.2);
            data.Add(ElementaryFunction.Logistic, mode, 4);
            data.Add(ElementaryFunction.HyperbolicTangent, mode, 0.5);
            data.Add(ElementaryFunction.Rectifier, mode, 0.3);
            data.Add(ElementaryFunction.SoftPlus, mode, 0.5);
            data.Add(ElementaryFunction.Sine, mode, 0.3);
            data.Add(ElementaryFunction.ArcTangent, mode, 0.5);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Regressions))]
    public void A_neuron_recovers_the_weights_that_made_the_data(ElementaryFunction activation, LearningMode mode, double rate)
    {
        Tensor x = Tensor.RandN([24, 2], DType.Float64, new RandomSource(3));
        Tensor y = activation.Value(x.MatMul(Tensor.From([0.8, -0.5])) + 0.3);
        int epochs = mode == LearningMode.Offline ? 2000 : 200;
        NeuronFit fit = NeuronRegression.Fit(x, y, activation, mode, rate, epochs);
        Assert.Equal([0.8, -0.5, 0.3], [.. fit.Weights, fit.Bias], (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(y.ToArray<double>(), fit.AsNetwork().Evaluate(x).ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void Steps_that_are_too_long_are_an_error()
    {
        Tensor x = Tensor.RandN([8, 2], DType.Float64, new RandomSource(3));
        TensorException error =
            Assert.Throws<TensorException>(() => NeuronRegression.Fit(x, x.Sum(1), ElementaryFunction.Identity, rate: 50));
        Assert.Contains("the rate 50 is too large", error.Message);
        Assert.Contains("expected x (data, inputs)",
            Assert.Throws<TensorException>(() => NeuronRegression.Fit(x, x, ElementaryFunction.Sine)).Message);
    }

    [Fact]
    public void Back_propagation_by_hand_equals_autograd()
    {
        var random = new RandomSource(7);
        int[] sizes = [3, 5, 4, 2];
        Tensor[] weights = [.. Enumerable.Range(0, 3).Select(l => Tensor.RandN([sizes[l + 1], sizes[l]], DType.Float64, random))];
        Tensor[] biases = [.. Enumerable.Range(0, 3).Select(l => Tensor.RandN([sizes[l + 1]], DType.Float64, random))];
        Tensor x = Tensor.RandN([3, 6], DType.Float64, random), y = Tensor.Rand([2, 6], DType.Float64, random);
        Tensor[] all = [.. weights, .. biases];
        foreach (Tensor parameter in all)
            parameter.RequiresGrad = true;
        var network = new HandWrittenBackprop(weights, biases);
        ForwardPass pass = network.Forward(x);
        Tensor[] judged = Gradients.Of(HandWrittenBackprop.Loss(pass, y), all, retainGraph: true);
        using GradMode.Restore mode = GradMode.NoGrad();
        IReadOnlyList<LayerGradients> layers = network.Backward(pass, y);
        for (int l = 0; l < 3; l++)
        {
            Assert.Equal(judged[l].ToArray<double>(), layers[l].Weight.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
            Assert.Equal(judged[l + 3].ToArray<double>(), layers[l].Bias.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }
}
