namespace Athanor.Nn.Functions;

/// <summary>Whether a plane separates the data that are to fire from the others.</summary>
public enum Separability
{
    /// <summary>Yes: the rule found one.</summary>
    Yes,

    /// <summary>No: the rule came back to weights it had before, and so would go in circles for ever.</summary>
    No,

    /// <summary>Not known: the rule was stopped first.</summary>
    Unknown,
}

/// <summary>What the perceptron rule learned.</summary>
/// <param name="Perceptron">The unit as it was at the end.</param>
/// <param name="Separable">Whether the task can be learned by a single unit.</param>
/// <param name="Epochs">How often the rule went through the data.</param>
/// <param name="Mistakes">How many data the unit still gets wrong.</param>
/// <param name="Answer">The outcome in a sentence.</param>
public sealed record PerceptronLearning(Perceptron Perceptron, Separability Separable, int Epochs, int Mistakes, string Answer);

/// <summary>
/// Rosenblatt's learning rule: where the unit is wrong, its weights move by the datum, towards firing or away from it. It ends with no
/// mistakes if any unit makes none (Novikoff 1962, On convergence proofs for perceptrons).
/// </summary>
public static class PerceptronRule
{
    /// <summary>Learns from data, one at a time, from weights of 0.</summary>
    /// <param name="inputs">The data, all with equally many numbers.</param>
    /// <param name="targets">Which of them the unit shall fire for.</param>
    /// <param name="rate">How far a mistake moves the weights.</param>
    /// <param name="maxEpochs">How often to go through the data at most.</param>
    public static PerceptronLearning Learn(
        IReadOnlyList<double[]> inputs, IReadOnlyList<bool> targets, double rate = 1, int maxEpochs = 1000)
    {
        if (inputs.Count == 0 || inputs.Count != targets.Count || inputs.Any(input => input.Length != inputs[0].Length))
            throw new TensorException("perceptron rule", "expected a target for each of at least one datum of one length, "
                + $"got {inputs.Count} data, {targets.Count} targets");
        var weights = new double[inputs[0].Length];
        double bias = 0;
        var seen = new HashSet<string> { State() };
        for (int epoch = 1; epoch <= maxEpochs; epoch++)
        {
            bool wrong = false;
            for (int i = 0; i < inputs.Count; i++)
            {
                if (new Perceptron(weights, bias).Fires(inputs[i]) == targets[i])
                    continue;
                wrong = true;
                double step = targets[i] ? rate : -rate;
                bias += step;
                for (int j = 0; j < weights.Length; j++)
                    weights[j] += step * inputs[i][j];
            }
            if (!wrong)
                return Result(Separability.Yes, epoch, $"learned: no mistakes among {inputs.Count} data after {epoch} epochs");
            if (!seen.Add(State()))
            {
                return Result(Separability.No, epoch, $"cannot be learned by one unit: after {epoch} epochs the weights are as they were "
                    + "before, so the rule goes in circles, and no plane separates the data");
            }
        }
        return Result(Separability.Unknown, maxEpochs, $"not learned in {maxEpochs} epochs; the data may not be separable by a plane");

        string State() => string.Join(' ', weights.Append(bias).Select(FunctionNode.Text));

        PerceptronLearning Result(Separability separable, int epochs, string answer)
        {
            var unit = new Perceptron(weights, bias);
            int mistakes = Enumerable.Range(0, inputs.Count).Count(i => unit.Fires(inputs[i]) != targets[i]);
            return new PerceptronLearning(unit, separable, epochs, mistakes, answer);
        }
    }
}
