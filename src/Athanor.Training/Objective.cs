using Athanor.Data;
using Athanor.Nn;

namespace Athanor.Training;

/// <summary>What kind of answers a model gives, which decides what a report shows of them.</summary>
public enum ObjectiveKind
{
    /// <summary>One class of several for each sample.</summary>
    Classification,

    /// <summary>Values for each sample.</summary>
    Regression,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>
/// What a model is to learn: how it is asked, what its answers cost, and how they are measured. The first metric decides which weights are
/// the best; without any, the loss does.
/// </summary>
public sealed class Objective
{
    private readonly Func<IReadOnlyList<IMetric>> _metrics;

    /// <summary>An objective of one's own.</summary>
    /// <param name="kind">What kind of answers.</param>
    /// <param name="forward">From model and batch to the prediction (null where there is none to measure) and the loss, a single element.</param>
    /// <param name="metrics">Makes the metrics, called for each use anew.</param>
    public Objective(ObjectiveKind kind, Func<Module, Batch, (Tensor? Prediction, Tensor Loss)> forward, Func<IReadOnlyList<IMetric>>? metrics = null)
    {
        Kind = kind;
        Forward = forward;
        _metrics = metrics ?? (() => []);
    }

    /// <summary>What kind of answers.</summary>
    public ObjectiveKind Kind { get; }

    /// <summary>From model and batch to the prediction, if there is one, and the loss.</summary>
    public Func<Module, Batch, (Tensor? Prediction, Tensor Loss)> Forward { get; }

    /// <summary>Cross entropy of class scores (N, C); measured by accuracy, and above ten classes by the five largest scores too.</summary>
    /// <param name="smoothing">How much of each target is spread over all classes.</param>
    /// <param name="classes">The number of classes, where it is known.</param>
    public static Objective Classification(double smoothing = 0, int classes = 0) => Of(
        ObjectiveKind.Classification,
        (scores, target) => scores.CrossEntropy(target, labelSmoothing: smoothing),
        () => classes > 10 ? [new Accuracy(), new TopK(5)] : [new Accuracy()]);

    /// <summary>Binary cross entropy of one score a sample, (N) or (N, 1), against targets of 0 and 1; measured by accuracy.</summary>
    public static Objective Binary() => Of(
        ObjectiveKind.Classification,
        (scores, target) => (scores.Softplus() - scores * target.To(scores.DType).Reshape(scores.Shape)).Mean(),
        () => [new Accuracy()]);

    /// <summary>Mean squared error; measured by it and by the mean absolute error.</summary>
    public static Objective Regression() => Of(
        ObjectiveKind.Regression,
        (values, target) => values.Shape == target.Shape
            ? (values - target).Square().Mean()
            : throw new TensorException("loss", $"expected targets of the predictions' shape {values.Shape}, got {target.Shape}"),
        () => [new MeanSquaredError(), new MeanAbsoluteError()]);

    /// <summary>Any loss of a layer's output and the batch's target.</summary>
    public static Objective Of(ObjectiveKind kind, Func<Tensor, Tensor, Tensor> loss, Func<IReadOnlyList<IMetric>>? metrics = null) => new(
        kind,
        (model, batch) =>
        {
            Tensor prediction = Ask(model, batch);
            return (prediction, loss(prediction, batch.Target));
        },
        metrics);

    /// <summary>Any loss of a model and a batch, without a prediction to measure.</summary>
    public static Objective Of(Func<Module, Batch, Tensor> loss) => new(ObjectiveKind.Other, (model, batch) => (null, loss(model, batch)));

    /// <summary>Fresh metrics.</summary>
    public IReadOnlyList<IMetric> NewMetrics() => _metrics();

    private static Tensor Ask(Module model, Batch batch) => model is Module<Tensor, Tensor> layer
        ? layer.Call(batch.Input)
        : throw new ArgumentException($"{model.Description} does not take one tensor and give one: pass an Objective that says how it is asked");
}
