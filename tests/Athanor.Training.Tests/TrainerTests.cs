using Athanor.Data;
using Athanor.Nn;
using Athanor.Training.Tests.Host;

namespace Athanor.Training.Tests;

public sealed class TrainerTests
{
    [Fact]
    public void Digits_are_learned()
    {
        TrainingResult result = Small.Trainer(Small.Quiet with { Epochs = 12 }).Fit(Small.Digits);
        Assert.Equal(TrainingStatus.Completed, result.Status);
        Assert.True(result.Final!.Metrics["accuracy"] > 0.95, result.Message);
        Assert.Equal((12, 12 * 23), (result.History.Count, (int)result.Steps));
        Assert.Equal(result.Final.Loss, result.History[^1].ValidLoss!.Value);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_one_thread_and_with_two()
    {
        byte[][] ends = [.. new[] { 1, 2, 2 }.Select(threads =>
        {
            Trainer trainer = Small.Trainer(Small.Quiet with { Threads = threads, Prefetch = threads });
            trainer.Fit(Small.Digits.WithTrainTransform(Augment.RandomShift(1)));
            return Small.Bytes(trainer.Model);
        })];
        Assert.Equal(ends[0], ends[1]);
        Assert.Equal(ends[0], ends[2]);
        Trainer other = Small.Trainer(Small.Quiet with { Seed = 2 });
        other.Fit(Small.Digits);
        Assert.NotEqual(ends[0], Small.Bytes(other.Model));
    }

    [Fact]
    public void A_hundred_epochs_leave_no_byte_behind()
    {
        Trainer trainer = Small.Trainer(Small.Quiet with { Epochs = 100, BatchSize = 256, AveragingDecay = 0.99, ClipNorm = 1 });
        var bytes = new LiveBytes();
        trainer.Callbacks.Add(bytes);
        TensorMemory.Settle(); // what other tests dropped must not be collected in between
        trainer.Fit(Small.Digits);
        // Measured without waiting for the collector: what a step makes has to be gone by itself.
        Assert.Equal(100, bytes.Live.Count);
        Assert.Equal(bytes.Live[2], bytes.Live[^1]);
        Assert.True(bytes.Live.Skip(2).Max() - bytes.Live[2] <= 0, string.Join(' ', bytes.Live));
    }

    [Fact]
    public void Accumulated_gradients_are_those_of_the_whole_batch()
    {
        TrainerOptions options = Small.Quiet with { Epochs = 1, DropLast = true };
        Trainer whole = Small.Trainer(options with { BatchSize = 64 }, dropout: 0), parts = Small.Trainer(options with { BatchSize = 16, GradientAccumulation = 4 }, dropout: 0);
        TrainingResult a = whole.Fit(Small.Digits), b = parts.Fit(Small.Digits);
        Assert.Equal((22, 23), (a.Steps, b.Steps)); // 89 batches of 16: the last step is of one
        Assert.Equal(a.History[0].TrainLoss, b.History[0].TrainLoss, 0.02);
    }

    [Fact]
    public void Without_improvement_training_stops_and_the_best_weights_are_the_result()
    {
        Trainer trainer = Small.Trainer(Small.Quiet with { Epochs = 200, Patience = 3 }, rate: 0.05);
        TrainingResult result = trainer.Fit(Small.Digits);
        Assert.Equal(TrainingStatus.StoppedEarly, result.Status);
        double best = result.History.Max(h => h.ValidMetrics["accuracy"]);
        Assert.Equal(best, result.Final!.Metrics["accuracy"]);
        Assert.Equal(3, result.History.Count - 1 - result.History.ToList().FindIndex(h => h.ValidMetrics["accuracy"] == best));
    }

    [Fact]
    public void Averaged_weights_are_judged_and_are_the_result()
    {
        Trainer trainer = Small.Trainer(Small.Quiet with { AveragingDecay = 0.9 });
        TrainingResult result = trainer.Fit(Small.Digits);
        Assert.Equal(result.Final!.Loss, result.History[^1].ValidLoss!.Value);
        Trainer plain = Small.Trainer(Small.Quiet);
        plain.Fit(Small.Digits);
        Assert.NotEqual(Small.Bytes(plain.Model), Small.Bytes(trainer.Model));
        Assert.Null(plain.Fit(new DataLoader(Small.Digits.Train, 64, dropLast: true)).Final);
    }

    [Fact]
    public void Values_can_be_learned()
    {
        RandomSource.Default.SetSeed(1);
        Tensor x = Tensor.From(Enumerable.Range(0, 200).Select(i => i / 100f - 1).ToArray(), 200, 1);
        var model = new TinyMlp(1, 32, 1);
        var trainer = new Trainer(model, new Adam(model.Parameters(), 0.01), Objective.Regression(), Small.Quiet with { Epochs = 60, BatchSize = 16 });
        TrainingResult result = trainer.Fit(Datasets.FromTensors("square", x, x * x));
        Assert.True(result.Final!.Metrics["mse"] < 2e-3, result.Message);
        Assert.Equal(result.Final.Loss, result.Final.Metrics["mse"], 1e-6);
    }

    [Fact]
    public void One_score_decides_between_two_classes()
    {
        RandomSource.Default.SetSeed(1);
        Tensor x = Tensor.From(new float[] { 0, 0, 0, 1, 1, 0, 1, 1 }, 4, 2), y = Tensor.From(new long[] { 0, 1, 1, 0 });
        var set = new TensorDataset(x, y);
        var model = new TinyMlp(2, 8, 1);
        var trainer = new Trainer(model, new Adam(model.Parameters(), 0.05), Objective.Binary(), Small.Quiet with { Epochs = 200, BatchSize = 4, ValidateEvery = 50 });
        Assert.Equal(1, trainer.Fit(new DataSplit("xor", set, set) { InputShape = [2] }).Final!.Metrics["accuracy"]);
    }

    [Fact]
    public void Callbacks_hear_of_everything_in_order()
    {
        var heard = new Heard();
        using var folder = new TempFolder();
        Trainer trainer = Small.Trainer(Small.Quiet with { OutputFolder = folder.Path, CheckpointEverySteps = 10 });
        trainer.Callbacks.Add(heard);
        trainer.Fit(Small.Digits);
        Assert.Equal("start 10ckpt 20ckpt 23epoch 23ckpt 30ckpt 40ckpt 46epoch 46ckpt end", heard.Text);
        Assert.Throws<ArgumentOutOfRangeException>(() => Small.Trainer(Small.Quiet with { BatchSize = 0 }));
    }

    private sealed class LiveBytes : ITrainerCallback
    {
        public List<long> Live { get; } = [];

        public void OnEpoch(EpochRecord epoch) => Live.Add(TensorMemory.Use().LiveBytes);
    }

    private sealed class Heard : ITrainerCallback
    {
        private long _step;

        public string Text { get; private set; } = "";

        public void OnStart(Trainer trainer) => Text += "start";

        public void OnStep(in StepRecord step)
        {
            Assert.Equal(_step + 1, step.Step);
            _step = step.Step;
        }

        public void OnEpoch(EpochRecord epoch) => Text += $" {epoch.Step}epoch";

        public void OnCheckpoint(string path) => Text += $" {_step}ckpt";

        public void OnEnd(TrainingResult result) => Text += " end";
    }
}
