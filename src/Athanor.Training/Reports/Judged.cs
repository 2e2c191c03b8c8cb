using Athanor.Autograd;
using Athanor.Data;
using Athanor.Nn;

namespace Athanor.Training;

/// <summary>A held-out sample with the model's answer.</summary>
/// <param name="Number">Its number in the data set.</param>
/// <param name="Input">Its values, where they are shown.</param>
/// <param name="Target">Its class or values.</param>
/// <param name="Prediction">The model's scores or values.</param>
internal sealed record Answer(int Number, float[] Input, double[] Target, double[] Prediction)
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
    private const int Sheet = 18, Scatter = 2000;

    public ConfusionMatrix? Confusion { get; private set; }

    public List<Answer> Right { get; private set; } = [];

    public List<Answer> Wrong { get; private set; } = [];

    public List<Answer> Values { get; } = [];

    public int WrongCount { get; private set; }

    private int _rightCount, _rightEvery = 1;

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
            int[] order = loader.Order(0);
            int done = 0;
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
                judged.Take(objective.Kind, batch, prediction, order.AsSpan(done, batch.Count));
                done += batch.Count;
            }
            judged.Choose(loader.Dataset);
        }
        finally
        {
            loader.State = position;
            model.Train(training);
            RandomSource.Default.Offset = offset;
        }
        return judged;
    }

    private void Take(ObjectiveKind kind, Batch batch, Tensor prediction, ReadOnlySpan<int> numbers)
    {
        int n = batch.Count;
        int each = (int)(batch.Input.Count / n), answers = (int)(prediction.Count / n), targets = (int)(batch.Target.Count / n);
        float[] inputs = each == 1 ? batch.Input.To(DType.Float32).ToArray<float>() : [];
        double[] wanted = batch.Target.To(DType.Float64).ToArray<double>(), given = prediction.To(DType.Float64).ToArray<double>();
        for (int i = 0; i < n; i++)
        {
            double[] target = wanted[(i * targets)..((i + 1) * targets)], output = given[(i * answers)..((i + 1) * answers)];
            var answer = new Answer(numbers[i], each == 1 ? [inputs[i]] : [], target, output);
            if (kind != ObjectiveKind.Classification)
            {
                if (kind == ObjectiveKind.Regression && Values.Count < Scatter)
                    Values.Add(answer);
            }
            else if (answer.Predicted == answer.Actual)
            {
                AddRight(answer);
            }
            else
            {
                WrongCount++;
                Wrong.Add(answer);
                if (Wrong.Count > 50 * Sheet)
                    SortWrong();
            }
        }
    }

    /// <summary>Keeps right answers from all over the data, which often lies class by class, without keeping them all.</summary>
    private void AddRight(Answer answer)
    {
        if (_rightCount++ % _rightEvery == 0)
            Right.Add(answer);
        if (Right.Count < 8 * Sheet)
            return;
        Right = [.. Right.Where((_, i) => i % 2 == 0)];
        _rightEvery *= 2;
    }

    /// <summary>The surest faults first: they say most about model or labels.</summary>
    private void SortWrong() => Wrong = [.. Wrong.OrderByDescending(w => w.Probabilities.Max()).Take(Sheet)];

    /// <summary>Settles which answers are shown, and reads their samples.</summary>
    private void Choose(IDataset data)
    {
        SortWrong();
        int shown = Math.Min(Sheet, Right.Count);
        Right = [.. Enumerable.Range(0, shown).Select(i => Right[(int)((long)i * Right.Count / shown)])];
        Right = [.. Right.Select(Read)];
        Wrong = [.. Wrong.Select(Read)];

        Answer Read(Answer answer)
        {
            using TensorScope scope = TensorScope.Begin("report");
            return answer with { Input = data.Get([answer.Number]).Input.To(DType.Float32).ToArray<float>() };
        }
    }
}
