using Athanor.Nn;
using Athanor.Training.Tests.Host;

namespace Athanor.Training.Tests;

public sealed class ResumeTests
{
    [Fact]
    public void Any_stop_and_resume_ends_with_the_same_bytes()
    {
        TrainerOptions options = Small.Quiet with { Epochs = 3, AveragingDecay = 0.9, Patience = 10, ClipNorm = 0.5 };
        byte[] expected = Run(options);
        using var folder = new TempFolder();
        var stops = new Queue<int>([5, 1, 17, 22, 1]); // within epochs, at borders
        TrainingResult? result = null;
        byte[] got = [];
        while (result is not { Status: TrainingStatus.Completed })
        {
            Trainer trainer = Small.Trainer(options with { OutputFolder = folder.Path, Resume = true }, schedule: Schedule.Cosine(60));
            using var stop = new CancellationTokenSource();
            if (stops.TryDequeue(out int steps))
                trainer.Callbacks.Add(new StopAfter(steps, stop));
            result = trainer.Fit(Small.Digits, stop.Token);
            got = Small.Bytes(trainer.Model);
        }
        Assert.Equal(expected, got);
        Assert.Equal([1, 2, 3], result.History.Select(h => h.Epoch));
        Assert.Equal(4, File.ReadAllLines(Path.Combine(folder.Path, "metrics.csv")).Length);

        static byte[] Run(TrainerOptions options)
        {
            Trainer trainer = Small.Trainer(options, schedule: Schedule.Cosine(60));
            trainer.Fit(Small.Digits);
            return Small.Bytes(trainer.Model);
        }
    }

    [Fact]
    public void A_finished_run_can_be_resumed_for_nothing_and_for_more_epochs()
    {
        using var folder = new TempFolder();
        TrainerOptions options = Small.Quiet with { OutputFolder = folder.Path, Resume = true };
        Trainer first = Small.Trainer(options);
        TrainingResult a = first.Fit(Small.Digits);
        Trainer again = Small.Trainer(options);
        TrainingResult b = again.Fit(Small.Digits);
        Assert.Equal(a.Steps, b.Steps);
        Assert.Equal(Small.Bytes(first.Model), Small.Bytes(again.Model));
        Assert.Equal(3, Small.Trainer(options with { Epochs = 3 }).Fit(Small.Digits).History.Count);
    }

    [Fact]
    public void Other_settings_are_refused_in_one_sentence()
    {
        using var folder = new TempFolder();
        TrainerOptions options = Small.Quiet with { OutputFolder = folder.Path, Resume = true, Epochs = 1 };
        Small.Trainer(options).Fit(Small.Digits);
        string message = Assert.Throws<TrainingException>(() => Small.Trainer(options with { BatchSize = 32 }).Fit(Small.Digits)).Message;
        Assert.Contains("expected batch size 32, found 64", message);
        message = Assert.Throws<TrainingException>(() => Small.Trainer(options with { Seed = 2 }).Fit(Small.Digits)).Message;
        Assert.Contains("expected seed 2, found 1", message);

        var other = new TinyMlp(64, 25, 10);
        var trainer = new Trainer(other, new Adam(other.Parameters()), Objective.Classification(), options);
        message = Assert.Throws<CheckpointMismatchException>(() => trainer.Fit(Small.Digits)).Message;
        Assert.Contains("first.weight was expected as (25, 64) and found as (24, 64)", message);
    }

    private sealed class StopAfter(int steps, CancellationTokenSource stop) : ITrainerCallback
    {
        private int _left = steps;

        public void OnStep(in StepRecord step)
        {
            if (--_left == 0)
                stop.Cancel();
        }
    }
}
