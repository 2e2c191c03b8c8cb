using Athanor.Data;
using Athanor.Diagnostics;
using Athanor.Nn;
using Athanor.Training.Tests.Host;

namespace Athanor.Training.Tests;

public sealed class NonFiniteTests
{
    [Fact]
    public void The_step_and_the_first_op_are_named()
    {
        int calls = 0;
        string message = Fails((model, batch) =>
        {
            Tensor scores = model.Call(batch.Input);
            // From the third step on the logarithm of negative numbers is taken.
            return ++calls >= 3 ? (scores - 1000).Log().Mean() : scores.CrossEntropy(batch.Target);
        });
        Assert.StartsWith("Step 3 (epoch 1, batch 3 of 23): the loss is nan: in the forward pass, log: made 640 of 640 values nan in its result (64, 10) float32 from finite inputs", message);
    }

    [Fact]
    public void The_layer_is_named_where_the_op_is_inside_one()
    {
        RandomSource.Default.SetSeed(1);
        var model = new Outer();
        var trainer = new Trainer(model, new Adam(model.Parameters()), Objective.Classification(), Small.Quiet);
        string message = Assert.Throws<TrainingException>(() => trainer.Fit(Small.Digits)).Message;
        Assert.StartsWith("Step 1 (epoch 1, batch 1 of 23): the loss is nan: in the forward pass, Roots inner.roots: sqrt: made ", message);
    }

    [Fact]
    public void An_infinite_gradient_is_found_before_it_reaches_the_weights()
    {
        Module? seen = null;
        string message = Fails((model, batch) =>
        {
            seen = model;
            return (model.Call(batch.Input) * 0).Sqrt().Mean(); // the slope of a root at 0
        });
        Assert.Contains("is not finite: in the backward pass, ", message);
        Assert.All(seen!.Parameters(), p => Assert.True(NonFinite.IsFinite(p)));
    }

    [Fact]
    public void Bad_data_is_told_from_a_bad_model()
    {
        var inputs = new float[64 * 4];
        inputs[70] = float.NaN;
        var data = new TensorDataset(Tensor.From(inputs, 4, 64), Tensor.From(new long[] { 0, 1, 2, 3 }));
        string message = Assert.Throws<TrainingException>(() => Small.Trainer(Small.Quiet with { BatchSize = 4 }).Fit(new DataLoader(data, 4))).Message;
        Assert.Equal("Step 1 (epoch 1, batch 1 of 1): the loss is nan: the batch's input holds values that are not finite.", message);
    }

    [Fact]
    public void The_checkpoint_before_is_left_as_it_was()
    {
        using var folder = new TempFolder();
        int calls = 0;
        Fails((model, batch) => model.Call(batch.Input).CrossEntropy(batch.Target) * (++calls < 7 ? 1 : double.NaN), new TrainerOptions
        {
            OutputFolder = folder.Path, CheckpointEverySteps = 5, BatchSize = 64, Progress = ProgressMode.Silent,
        });
        Assert.True(File.Exists(Path.Combine(folder.Path, "checkpoint.safetensors")));
        Assert.False(File.Exists(Path.Combine(folder.Path, "model.safetensors")));
    }

    [Fact]
    public void Infinities_written_on_purpose_pass()
    {
        using FiniteCheck check = FiniteCheck.Begin();
        Tensor mask = Tensor.From(new[] { true, false, true });
        Tensor scores = Tensor.Where(mask, Tensor.From(new float[] { 1, 2, 3 }), Tensor.Scalar(double.NegativeInfinity));
        Assert.Equal(0f, scores.Softmax(0).ToArray<float>()[1]);
        Assert.Contains("from an infinite value", Assert.Throws<TensorException>(() => scores * 0.0).Message);
    }

    private static string Fails(Func<Layer, Batch, Tensor> loss, TrainerOptions? options = null)
    {
        RandomSource.Default.SetSeed(1);
        var model = new TinyMlp(64, 8, 10);
        var trainer = new Trainer(model, new Adam(model.Parameters()), Objective.Of((m, b) => loss((Layer)m, b)), options ?? Small.Quiet);
        return Assert.Throws<TrainingException>(() => trainer.Fit(Small.Digits)).Message;
    }
}

[Module]
public sealed partial class Roots : Layer
{
    protected override Tensor Forward(Tensor input) => (input - 100).Sqrt();
}

[Module]
public sealed partial class Inner : Layer
{
    public Linear First { get; } = new(64, 10);

    public Roots Roots { get; } = new();

    protected override Tensor Forward(Tensor input) => Roots.Call(First.Call(input.Flatten(1)));
}

[Module]
public sealed partial class Outer : Layer
{
    public Inner Inner { get; } = new();

    protected override Tensor Forward(Tensor input) => Inner.Call(input);
}
