using Athanor.Autograd;
using Athanor.Data;
using Athanor.Nn;

namespace Athanor.Training;

/// <summary>A held-out sample with the model's answer.</summary>
internal sealed record Answer(float[] Input, double[] Target, double[] Prediction)
{
    /// <summary>The class that it is of.</summary>
    public int Actual => (int)Target[0];

    /// <summary>The probability of each class: softmax, or the logistic function of a single score.</summary>
    public double[] Probabilities { get; } = Probability(Prediction);

    /// <summary>The likeliest class.</summary>
    public int Predicted => Array.IndexOf(Probabilities, Probabilities.Max());

    private static double[] Probability(double[] scores)
    {
        if (scores.Length == 1)
            return [1 - 1 / (1 + Math.Exp(-scores[0])), 1 / (1 + Math.Exp(-scores[0]))];
        double top = scores.Max();
        double[] powers = Array.ConvertAll(scores, s => Math.Exp(s - top));
        double sum = powers.Sum();
        return Array.ConvertAll(powers, p => p / sum);
    }
}

/// <summary>What a report needs of the held-out samples: the confusion of all, and some samples in full.</summary>
internal sealed class Judged
{
    private const int Sheet = 20, Scatter = 2000;

    public ConfusionMatrix? Confusion { get; private set; }

    public List<Answer> Right { get; } = [];

    public List<Answer> Wrong { get; } = [];

    public List<Answer> Values { get; } = [];

    public int WrongCount { get; private set; }

    public static Judged Of(Module model, Objective objective, DataLoader loader, DataSplit? about)
    {
        var judged = new Judged();
        int classes = about is { ClassNames.Count: > 0 } ? about.ClassNames.Count : 0;
        LoaderState position = loader.State;
        bool training = model.Training;
        ulong offset = RandomSource.Default.Offset;
        using GradMode.Restore mode = GradMode.NoGrad();
        model.Eval();
        try
        {
            loader.State = default;
            foreach (Batch batch in loader.NextEpoch())
            {
                using TensorScope scope = TensorScope.Begin("report");
                if (objective.Forward(model, batch).Prediction is not { } prediction || prediction.Rank > 2)
                    break;
                if (objective.Kind == ObjectiveKind.Classification)
                {
                    classes = Math.Max(classes, Math.Max(2, prediction.Rank == 2 ? prediction.Shape[1] : 1));
                    judged.Confusion ??= new ConfusionMatrix(classes);
                    judged.Confusion.Add(prediction, batch.Target.Reshape(-1));
                }
                judged.Take(objective.Kind, batch, prediction);
            }
        }
        finally
        {
            loader.State = position;
            model.Train(training);
            RandomSource.Default.Offset = offset;
        }
        // The surest faults first: they say most about model or labels.
        judged.Wrong.Sort((a, b) => b.Probabilities.Max().CompareTo(a.Probabilities.Max()));
        if (judged.Wrong.Count > Sheet)
            judged.Wrong.RemoveRange(Sheet, judged.Wrong.Count - Sheet);
        return judged;
    }

    private void Take(ObjectiveKind kind, Batch batch, Tensor prediction)
    {
        int n = batch.Count;
        int each = (int)(batch.Input.Count / n), answers = (int)(prediction.Count / n), targets = (int)(batch.Target.Count / n);
        float[] inputs = batch.Input.To(DType.Float32).ToArray<float>();
        double[] wanted = batch.Target.To(DType.Float64).ToArray<double>(), given = prediction.To(DType.Float64).ToArray<double>();
        for (int i = 0; i < n; i++)
        {
            double[] target = wanted[(i * targets)..((i + 1) * targets)], output = given[(i * answers)..((i + 1) * answers)];
            bool keep = kind == ObjectiveKind.Regression ? Values.Count < Scatter : true;
            if (!keep)
                return;
            var answer = new Answer([], target, output);
            if (kind == ObjectiveKind.Regression)
            {
                Values.Add(answer with { Input = each == 1 ? [inputs[i]] : [] });
                continue;
            }
            bool right = answer.Predicted == answer.Actual;
            WrongCount += right ? 0 : 1;
            if (right ? Right.Count < Sheet : Wrong.Count < 50 * Sheet)
                (right ? Right : Wrong).Add(answer with { Input = inputs[(i * each)..((i + 1) * each)] });
        }
    }
}
