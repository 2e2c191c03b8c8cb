using Athanor.Data;
using Athanor.Nn;
using Athanor.Training.Tests.Host;

[assembly: CollectionBehavior(DisableTestParallelization = true)] // live bytes and threads are the process's

namespace Athanor.Training.Tests;

/// <summary>A small network, small data and quick settings.</summary>
internal static class Small
{
    public static readonly TrainerOptions Quiet = new() { Epochs = 2, BatchSize = 64, Progress = ProgressMode.Silent, HandleSignals = false };

    public static DataSplit Digits { get; } = Datasets.Digits(seed: 1);

    public static Trainer Trainer(TrainerOptions options, double dropout = 0.1, Schedule? schedule = null, double rate = 5e-3)
    {
        RandomSource.Default.SetSeed(3);
        var model = new TinyMlp(64, 24, 10, dropout);
        return new Trainer(model, new Adam(model.Parameters(), rate), Objective.Classification(), options, schedule);
    }

    public static byte[] Bytes(Module model) => [.. model.StateDict().SelectMany(t =>
    {
        var bytes = new byte[t.Value.Count * t.Value.DType.Size()];
        t.Value.CopyTo(bytes);
        return bytes;
    })];
}
