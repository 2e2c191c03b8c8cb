using System.Text.Json;
using System.Text.Json.Serialization;
using Athanor.Data;

namespace Athanor.Training;

/// <summary>Where a training stands, but for the tensors: all that decides what its next step does and what its files say.</summary>
internal sealed class TrainingState
{
    public int Version { get; set; } = 1;

    // What the run was begun with; a resumed one must have been begun alike.
    public ulong Seed { get; set; }

    public int Samples { get; set; }

    public int BatchSize { get; set; }

    public int Accumulation { get; set; }

    public double[] BaseRates { get; set; } = [];

    public Dictionary<string, double> OptimizerNumbers { get; set; } = [];

    // Position.
    public long Step { get; set; }

    public int Epoch { get; set; }

    public int NextBatch { get; set; }

    public ulong RandomSeed { get; set; }

    public ulong RandomOffset { get; set; }

    public long AverageUpdates { get; set; }

    // Judgement.
    public double? BestValue { get; set; }

    public int BestEpoch { get; set; }

    public int BadJudgements { get; set; }

    // Sums of the epoch that is under way.
    public double EpochLoss { get; set; }

    public long EpochSamples { get; set; }

    public double EpochSeconds { get; set; }

    public double[][] EpochMetrics { get; set; } = [];

    public double LogLoss { get; set; }

    public int LogSteps { get; set; }

    // What was.
    public double Seconds { get; set; }

    public List<EpochRecord> History { get; set; } = [];

    public List<CurvePoint> Curve { get; set; } = [];

    [JsonIgnore]
    public LoaderState Loader
    {
        get => new(Epoch, NextBatch);
        set => (Epoch, NextBatch) = value;
    }
}

[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, WriteIndented = false, UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TrainingState))]
[JsonSerializable(typeof(TrainerOptions))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(float[]))]
internal sealed partial class TrainingJson : JsonSerializerContext;
