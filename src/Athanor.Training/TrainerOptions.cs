namespace Athanor.Training;

/// <summary>How progress is shown.</summary>
public enum ProgressMode
{
    /// <summary>A bar on a terminal, lines elsewhere.</summary>
    Auto,

    /// <summary>Lines: one an epoch, and in long epochs one every few seconds.</summary>
    Lines,

    /// <summary>Nothing.</summary>
    Silent,
}

/// <summary>How a <see cref="Trainer"/> works; <c>with</c> changes one thing.</summary>
public sealed record TrainerOptions
{
    /// <summary>What the run is called in its files.</summary>
    public string Name { get; init; } = "model";

    /// <summary>How often all training samples are gone through.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Samples a batch.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Samples a batch when judging, which needs less memory; as in training if null.</summary>
    public int? EvaluationBatchSize { get; init; }

    /// <summary>Decides the order of samples, their random changes, and what the model draws at random while it learns.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Leaves out a last batch that is not full.</summary>
    public bool DropLast { get; init; }

    /// <summary>How many batches are made ahead on other threads.</summary>
    public int Prefetch { get; init; } = 2;

    /// <summary>The folder of the run's files, made if it is not there; nothing is written if null.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Goes on from the checkpoint in <see cref="OutputFolder"/>; starts from the beginning where there is none.</summary>
    public bool Resume { get; init; }

    /// <summary>Writes a checkpoint after so many steps; besides, one is written after each epoch.</summary>
    public int? CheckpointEverySteps { get; init; }

    /// <summary>Writes a checkpoint after so many seconds.</summary>
    public double? CheckpointEverySeconds { get; init; } = 60;

    /// <summary>How many batches' gradients are averaged to one step.</summary>
    public int GradientAccumulation { get; init; } = 1;

    /// <summary>The largest norm of all gradients together; larger ones are scaled down to it.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Judges after so many epochs, and always after the last.</summary>
    public int ValidateEvery { get; init; } = 1;

    /// <summary>Stops when the held-out samples' measure was not better for so many judgements.</summary>
    public int? Patience { get; init; }

    /// <summary>Keeps an average of the weights, this much of it at each step; it is judged and saved in place of the last weights.</summary>
    public double? AveragingDecay { get; init; }

    /// <summary>Whether the best judged weights are the result and not the last ones; if null, only with <see cref="Patience"/>.</summary>
    public bool? KeepBest { get; init; }

    /// <summary>Threads for each kernel; as <see cref="Compute.Threads"/> says if null. The result is the same bits for any number.</summary>
    public int? Threads { get; init; }

    /// <summary>Logs loss and learning rate for curves after so many steps.</summary>
    public int LogEverySteps { get; init; } = 10;

    /// <summary>How progress is shown.</summary>
    public ProgressMode Progress { get; init; }

    /// <summary>Whether Ctrl-C and SIGTERM end the training at a step's border with a checkpoint; a second one ends at once.</summary>
    public bool HandleSignals { get; init; } = true;

    /// <summary>Said after an interrupted run: how to go on. By default what a program would write.</summary>
    public string? ResumeHint { get; init; }

    /// <summary>Whatever else the run was set up with, for its files and its report: the recipe's settings.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    internal bool KeepsBest => KeepBest ?? Patience is not null;

    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal void Check()
    {
        Positive(Epochs, nameof(Epochs), allowZero: true);
        Positive(BatchSize, nameof(BatchSize));
        Positive(EvaluationBatchSize, nameof(EvaluationBatchSize));
        Positive(CheckpointEverySteps, nameof(CheckpointEverySteps));
        Positive(CheckpointEverySeconds, nameof(CheckpointEverySeconds));
        Positive(GradientAccumulation, nameof(GradientAccumulation));
        Positive(ClipNorm, nameof(ClipNorm));
        Positive(ValidateEvery, nameof(ValidateEvery));
        Positive(Patience, nameof(Patience));
        Positive(Threads, nameof(Threads));
        Positive(LogEverySteps, nameof(LogEverySteps));
        if (AveragingDecay is < 0 or >= 1 or double.NaN)
            throw new ArgumentOutOfRangeException(nameof(AveragingDecay), AveragingDecay, "expected a share of at least 0 and below 1");
        if (Resume && OutputFolder is null)
            throw new ArgumentException($"{nameof(Resume)} needs an {nameof(OutputFolder)} to find the checkpoint in");
    }

    private static void Positive(double? value, string name, bool allowZero = false)
    {
        if (value is { } number && !(number > 0 || (allowZero && number == 0)))
            throw new ArgumentOutOfRangeException(name, number, allowZero ? "must not be negative" : "must be above 0");
    }
}
