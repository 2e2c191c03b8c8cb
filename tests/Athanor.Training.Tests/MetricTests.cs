namespace Athanor.Training.Tests;

public sealed class MetricTests
{
    private static readonly Tensor _scores = Tensor.From(new float[] { 1, 3, 2, 9, 0, 0, 0, 5, 6, 2, 2, 1 }, 4, 3).Keep();
    private static readonly Tensor _classes = Tensor.From(new long[] { 1, 0, 1, 1 }).Keep();

    [Fact]
    public void Accuracy_counts_the_classes_found() => Assert.Equal(0.5, Of(new Accuracy(), _scores, _classes));

    [Fact]
    public void Accuracy_of_one_score_goes_by_its_sign()
    {
        Tensor scores = Tensor.From(new float[] { 0.1f, -2, 3, -1 });
        Assert.Equal(0.75, Of(new Accuracy(), scores, Tensor.From(new long[] { 1, 0, 0, 0 })));
        Assert.Equal(0.75, Of(new Accuracy(), scores.Unsqueeze(1), Tensor.From(new float[] { 1, 0, 0, 0 }, 4, 1)));
    }

    [Fact]
    public void The_k_largest_count_and_of_equals_the_first()
    {
        Assert.Equal(0.5, Of(new TopK(1), _scores, _classes));
        Assert.Equal(1, Of(new TopK(2), _scores, _classes));
        Assert.Equal("top_2", new TopK(2).Name);
    }

    [Fact]
    public void Confusion_has_true_classes_in_rows()
    {
        var matrix = new ConfusionMatrix(3);
        matrix.Add(_scores, _classes);
        Assert.Equal((1, 1, 1, 1), (matrix[1, 1], matrix[1, 2], matrix[1, 0], matrix[0, 0]));
        Assert.Equal((0.5, 1 / 3.0, 0.5), (matrix.Value, matrix.Recall(1), matrix.Precision(0)));
    }

    [Fact]
    public void Errors_are_means_over_all_values()
    {
        Tensor a = Tensor.From(new float[] { 1, 2, 3, 4 }, 2, 2), b = Tensor.From(new float[] { 1, 0, 4, 4 }, 2, 2);
        Assert.Equal((1.25, 0.75), (Of(new MeanSquaredError(), a, b), Of(new MeanAbsoluteError(), a, b)));
        Assert.True(double.IsNaN(new MeanSquaredError().Value));
    }

    [Fact]
    public void A_metric_goes_on_from_its_state()
    {
        IMetric a = new Accuracy(), b = new Accuracy();
        a.Add(_scores, _classes);
        b.State = a.State;
        b.Add(_scores, _classes);
        Assert.Equal(0.5, b.Value);
        b.Reset();
        Assert.True(double.IsNaN(b.Value));
    }

    private static double Of(IMetric metric, Tensor prediction, Tensor target)
    {
        metric.Add(prediction, target);
        return metric.Value;
    }
}
