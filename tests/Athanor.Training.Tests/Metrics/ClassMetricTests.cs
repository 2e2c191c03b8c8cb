namespace Athanor.Training.Tests;

public sealed class ClassMetricTests
{
    private static readonly Tensor _scores = Tensor.From(new float[] { 1, 3, 2, 9, 0, 0, 0, 5, 6, 2, 2, 1 }, 4, 3).Keep();
    private static readonly Tensor _classes = Tensor.From(new long[] { 1, 0, 1, 1 }).Keep();

    [Fact]
    public void Points_to_ignore_and_classes_that_do_not_occur_are_left_out()
    {
        // Predictions of (1, 4, 1, 5): 0, 0, 1, 1, 2.
        Tensor found = Tensor.From(new long[] { 0, 0, 1, 1, 2 }).OneHot(4).To(DType.Float32).Transpose(0, 1).Reshape(1, 4, 1, 5);
        var metric = new MeanIou(4, ignoreIndex: 2);
        metric.Add(found, Tensor.From(new long[] { 0, 1, 1, 1, 2 }, 1, 1, 5));
        Assert.Equal((0.5, 2 / 3.0), (metric[0], metric[1]));
        Assert.True(double.IsNaN(metric[3]));
        Assert.Equal((0.5 + 2 / 3.0) / 2, metric.Value, 1e-15);
    }

    [Fact]
    public void Calibration_is_the_gap_of_confidence_and_accuracy()
    {
        var metric = new ExpectedCalibrationError(10, probabilities: true);
        metric.Add(Tensor.From(new double[] { 0.95, 0.05, 0.92, 0.08, 0.3, 0.7, 0.65, 0.35 }, 4, 2), Tensor.From(new long[] { 0, 1, 1, 0 }));

        // Bin (0.9, 1]: 0.95 right and 0.92 wrong; (0.6, 0.7]: 0.7 and 0.65 right.
        Assert.Equal((Math.Abs(1.87 - 1) + Math.Abs(1.35 - 2)) / 4, metric.Value, 1e-12);
        var one = new ExpectedCalibrationError();
        one.Add(Tensor.From(new double[] { Math.Log(3), -Math.Log(3) }), Tensor.From(new long[] { 1, 0 }));
        Assert.Equal(0.25, one.Value, 1e-12);
    }

    [Fact]
    public void Perplexity_of_equal_scores_is_the_size_of_the_vocabulary()
    {
        var metric = new Perplexity();
        metric.Add(Tensor.Zeros([2, 7, 3]), Tensor.From(new long[] { 0, 6, 2, -100, 3, 4 }, 2, 3));
        Assert.Equal(7, metric.Value, 1e-12);
        metric.Reset();
        Tensor logits = Tensor.From(new double[] { 0.5, 0.5, 0.875, 0.125 }, 2, 2).Log();
        metric.Add(logits, Tensor.From(new long[] { 0, 1 }));
        Assert.Equal(4, metric.Value, 1e-12);
    }

    [Fact]
    public void Two_logits_rank_by_their_difference()
    {
        Tensor logits = Tensor.From(new double[] { 500, 1, 0, 90, 80, 3, 0, 60 }, 4, 2), classes = Tensor.From(new long[] { 0, 1, 0, 1 });
        var metric = new RocArea(Averaging.Binary);
        metric.Add(logits, classes);
        Assert.Equal((1.0, 1.0), (metric.Value, metric[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => metric[0]);
        Assert.Throws<ArgumentException>(() => metric.Add(Tensor.Zeros([4, 3]), classes));
    }

    [Fact]
    public void A_class_without_samples_is_left_out_of_areas()
    {
        var metric = new PrecisionRecallArea();
        metric.Add(_scores, _classes);
        Assert.True(double.IsNaN(metric[2]));
        Assert.Equal((metric[0] + metric[1]) / 2, metric.Value);
        Assert.True(double.IsNaN(new RocArea().Value));
    }

    [Fact]
    public void Each_goes_on_from_its_state()
    {
        Func<IMetric>[] makes =
        [
            () => new Precision(3), () => new Recall(3, Averaging.Micro), () => new F1(3, Averaging.Weighted), () => new RocArea(),
            () => new PrecisionRecallArea(), () => new MeanIou(3), () => new ExpectedCalibrationError(), () => new Perplexity(),
            () => new InceptionScore(),
        ];
        foreach (Func<IMetric> make in makes)
            Resumed(make, _scores, _classes);
        Tensor features = Tensor.From(new double[] { 1, 0, 2, 3, -1, 1 }, 3, 2);
        Resumed(() => new FrechetDistance(), features, features * features);
    }

    private static void Resumed(Func<IMetric> make, Tensor prediction, Tensor target)
    {
        IMetric a = make(), b = make();
        Assert.True(double.IsNaN(a.Value), a.Name);
        b.State = a.State;
        a.Add(prediction, target);
        b.State = a.State;
        Assert.Equal(a.Value, b.Value);
        a.Add(prediction, target);
        b.Add(prediction, target);
        Assert.Equal(a.Value, b.Value);
        b.Reset();
        Assert.True(double.IsNaN(b.Value), b.Name);
        b.Add(prediction, target);
        Assert.False(double.IsNaN(b.Value), b.Name);
    }
}
