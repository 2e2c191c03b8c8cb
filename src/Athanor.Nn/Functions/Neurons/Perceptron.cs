namespace Athanor.Nn.Functions;

/// <summary>A threshold unit: it fires (1) where w·x + b is above 0, and else does not (0) (Rosenblatt 1958, The Perceptron).</summary>
public sealed class Perceptron
{
    private readonly double[] _weights;

    /// <summary>A unit with a weight for each input.</summary>
    public Perceptron(ReadOnlySpan<double> weights, double bias)
    {
        if (weights.Length == 0)
            throw new TensorException("perceptron", "expected at least one weight, got none");
        (_weights, Bias) = (weights.ToArray(), bias);
    }

    /// <summary>1 for 0, 0 for 1.</summary>
    public static Perceptron Not { get; } = new([-1], 0.5);

    /// <summary>1 if both inputs are.</summary>
    public static Perceptron And { get; } = new([1, 1], -1.5);

    /// <summary>1 if an input is.</summary>
    public static Perceptron Or { get; } = new([1, 1], -0.5);

    /// <summary>1 unless both inputs are.</summary>
    public static Perceptron Nand { get; } = new([-1, -1], 1.5);

    /// <summary>1 if no input is.</summary>
    public static Perceptron Nor { get; } = new([-1, -1], 0.5);

    /// <summary>One for each input.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>What is added before the threshold.</summary>
    public double Bias { get; }

    /// <summary>Whether the unit fires.</summary>
    public bool Fires(params ReadOnlySpan<double> inputs)
    {
        if (inputs.Length != _weights.Length)
            throw new TensorException("perceptron", $"expected {_weights.Length} inputs, got {inputs.Length}");
        double sum = Bias;
        for (int i = 0; i < inputs.Length; i++)
            sum += _weights[i] * inputs[i];
        return sum > 0;
    }

    /// <summary>The unit as a network over others: step(w·x + b).</summary>
    public FunctionNetwork Of(params FunctionNetwork[] inputs)
    {
        if (inputs.Length != _weights.Length)
            throw new TensorException("perceptron", $"expected {_weights.Length} inputs, got {inputs.Length}");
        return Elementary.Step(inputs.Zip(_weights, (input, weight) => weight * input).Aggregate((sum, term) => sum + term) + Bias);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"step({string.Join(" + ", _weights.Index().Select(w => $"{FunctionNode.Text(w.Item)} x{w.Index}"))} + {FunctionNode.Text(Bias)})";
}
