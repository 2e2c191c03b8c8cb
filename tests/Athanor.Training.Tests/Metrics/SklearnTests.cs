using System.Text.Json;

namespace Athanor.Training.Tests;

/// <summary>Against scikit-learn's values.</summary>
public sealed class SklearnTests
{
    private static readonly JsonElement _cases = Resource.Json("sklearn-metrics.json");

    [Theory]
    [InlineData(0, Averaging.Macro)]
    [InlineData(0, Averaging.Micro)]
    [InlineData(0, Averaging.Weighted)]
    [InlineData(1, Averaging.Macro)]
    [InlineData(1, Averaging.Micro)]
    [InlineData(1, Averaging.Weighted)]
    [InlineData(1, Averaging.Binary)]
    public void Counts_of_classes(int index, Averaging averaging)
    {
        int classes = index == 0 ? 4 : 2;
        foreach ((string name, ClassCounts metric) in new (string, ClassCounts)[]
            { ("precision", new Precision(classes, averaging)), ("recall", new Recall(classes, averaging)), ("f1", new F1(classes, averaging)) })
        {
            Feed(metric, index);
            string how = averaging.ToString().ToLowerInvariant();
            Near(Expected(index, $"{name}_{how}")[0], metric.Value);
            double[] each = Expected(index, name);
            for (int c = 0; c < classes; c++)
                Near(each[c], metric[c]);
            Assert.Equal(how == "binary" ? name : $"{name}_{how}", metric.Name);
        }
    }

    [Theory]
    [InlineData(0, Averaging.Macro)]
    [InlineData(0, Averaging.Micro)]
    [InlineData(0, Averaging.Weighted)]
    [InlineData(1, Averaging.Binary)]
    public void Areas_under_curves(int index, Averaging averaging)
    {
        foreach ((string name, RankedScores metric) in new (string, RankedScores)[]
            { ("roc", new RocArea(averaging, probabilities: true)), ("ap", new PrecisionRecallArea(averaging, probabilities: true)) })
        {
            Feed(metric, index);
            Near(Expected(index, $"{name}_{averaging.ToString().ToLowerInvariant()}")[0], metric.Value);
            if (index == 1)
                continue;
            double[] each = Expected(index, name);
            for (int c = 0; c < each.Length; c++)
                Near(each[c], metric[c]);
        }
    }

    private static void Feed(IMetric metric, int index)
    {
        JsonElement data = _cases[index];
        int width = data.GetProperty("width").GetInt32();
        Tensor classes = Tensor.From(Array.ConvertAll(data.GetProperty("classes").Doubles(), c => (long)c));
        Tensor scores = Tensor.From(data.GetProperty("scores").Doubles(), classes.Shape[0], width);

        // In two batches, to see that they are gathered.
        metric.Add(scores.Narrow(0, 0, 17), classes.Narrow(0, 0, 17));
        metric.Add(scores.Narrow(0, 17, classes.Shape[0] - 17), classes.Narrow(0, 17, classes.Shape[0] - 17));
    }

    private static double[] Expected(int index, string name) => _cases[index].GetProperty(name).Doubles();

    private static void Near(double expected, double found) => Assert.Equal(expected, found, 1e-12);
}
