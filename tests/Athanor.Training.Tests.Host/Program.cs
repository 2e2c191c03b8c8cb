using System.Globalization;
using Athanor;
using Athanor.Data;
using Athanor.Nn;
using Athanor.Training;
using Athanor.Training.Tests.Host;

// Trains the digits in a process of its own, for tests that end it from outside: one line a step on the output.
// arguments: folder, epochs, checkpoint every N steps.
RandomSource.Default.SetSeed(7);
var model = new TinyMlp(64, 16, 10, dropout: 0.2);
var options = new TrainerOptions
{
    Epochs = int.Parse(args[1], CultureInfo.InvariantCulture),
    BatchSize = 64,
    OutputFolder = args[0],
    Resume = true,
    CheckpointEverySteps = int.Parse(args[2], CultureInfo.InvariantCulture),
    AveragingDecay = 0.98,
    GradientAccumulation = 2,
    ClipNorm = 1,
    LogEverySteps = 3,
    Progress = ProgressMode.Silent,
};
DataSplit data = Datasets.Digits(seed: 1).WithTrainTransform(Augment.RandomShift(1));
var trainer = new Trainer(model, new AdamW(model.Parameters(), 5e-3), Objective.Classification(), options, Schedule.Cosine(100));
trainer.Callbacks.Add(new Steps());
TrainingResult result = trainer.Fit(data);
Console.WriteLine(result.Message);
return result.Status == TrainingStatus.Interrupted ? 3 : 0;

internal sealed class Steps : ITrainerCallback
{
    public void OnStep(in StepRecord step) => Console.WriteLine(FormattableString.Invariant($"step {step.Step}"));
}
