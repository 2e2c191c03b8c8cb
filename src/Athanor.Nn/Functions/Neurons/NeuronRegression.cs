using Athanor.Autograd;

namespace Athanor.Nn.Functions;

/// <summary>How much of the data a step of learning sees.</summary>
public enum LearningMode
{
    /// <summary>All data a step: the gradient of the mean error.</summary>
    Offline,

    /// <summary>One datum a step, in a new order each epoch (Widrow and Hoff 1960 for the identity).</summary>
    Online,
}

/// <summary>A neuron that was fitted: y ≈ f(w·x + b).</summary>
/// <param name="Weights">w, one for each input.</param>
/// <param name="Bias">b.</param>
/// <param name="Activation">f.</param>
/// <param name="Loss">The mean squared error at the end.</param>
/// <param name="Epochs">How often all data were seen.</param>
public sealed record NeuronFit(IReadOnlyList<double> Weights, double Bias, ElementaryFunction Activation, double Loss, int Epochs)
{
    /// <summary>The neuron as a function network of a vector x.</summary>
    public FunctionNetwork AsNetwork()
    {
        FunctionNetwork x = FunctionNetwork.Variable("x", Weights.Count);
        return Activation.Of(x.Affine(Tensor.From([.. Weights], 1, Weights.Count), Tensor.From([Bias]))[0]);
    }
}

/// <summary>One neuron regressed: gradient descent on the mean squared error of f(w·x + b), with gradients by autograd.</summary>
public static class NeuronRegression
{
    /// <summary>Fits a neuron to data.</summary>
    /// <param name="x">(data, inputs).</param>
    /// <param name="y">(data).</param>
    /// <param name="activation">f; a function of the tensor operations that autograd knows.</param>
    /// <param name="mode">All data a step, or one.</param>
    /// <param name="rate">The length of a step, as a share of the gradient of the squared error's half.</param>
    /// <param name="epochs">How often to go through the data at most.</param>
    /// <param name="tolerance">The mean squared error that is good enough to stop.</param>
    /// <param name="random">Draws the first weights and the order of the data; a stream of seed 0 if left out.</param>
    /// <exception cref="TensorException">The shapes do not fit, or the steps are too long and the error grows without end.</exception>
    public static NeuronFit Fit(
        Tensor x, Tensor y, ElementaryFunction activation, LearningMode mode = LearningMode.Offline, double rate = 0.5, int epochs = 2000,
        double tolerance = 1e-12, RandomSource? random = null)
    {
        if (x.Rank != 2 || y.Rank != 1 || x.Shape[0] != y.Shape[0] || x.Shape[0] == 0)
            throw new TensorException("neuron regression", $"expected x (data, inputs) and y (data), got {x.Shape} and {y.Shape}");
        using TensorScope fit = TensorScope.Begin("NeuronRegression");
        using GradMode.Restore grad = GradMode.WithGrad();
        random ??= new RandomSource(0);
        Tensor w = Tensor.Rand([x.Shape[1]], x.DType, random) * 0.2, b = Tensor.Full([1], 0.1, x.DType);
        w.RequiresGrad = b.RequiresGrad = true;
        double loss = double.PositiveInfinity;
        int epoch = 0;
        for (; epoch < epochs && !(loss <= tolerance); epoch++)
        {
            if (mode == LearningMode.Online)
            {
                foreach (int i in random.Permutation(x.Shape[0]))
                    Step(x.Narrow(0, i, 1), y.Narrow(0, i, 1));
                using TensorScope scope = TensorScope.Begin("Loss");
                using GradMode.Restore off = GradMode.NoGrad();
                loss = (activation.Value(x.MatMul(w) + b) - y).Square().Mean().Item();
            }
            else
            {
                loss = Step(x, y);
            }
            if (!double.IsFinite(loss))
                throw new TensorException(
                    "neuron regression", $"the error grew without end in epoch {epoch + 1}: the rate {rate} is too large");
        }
        return new NeuronFit(w.Detach().To(DType.Float64).ToArray<double>(), b.Detach().Item(), activation, loss, epoch);

        // One step down the gradient of half the mean squared error; gives the error before it.
        double Step(Tensor data, Tensor targets)
        {
            using TensorScope scope = TensorScope.Begin("Step");
            Tensor error = (activation.Value(data.MatMul(w) + b) - targets).Square().Mean();
            Tensor[] slopes = Gradients.Of(error * 0.5, [w, b]);
            using GradMode.Restore off = GradMode.NoGrad();
            w.AddInPlace(slopes[0], -rate);
            b.AddInPlace(slopes[1], -rate);
            return error.Detach().Item();
        }
    }
}
