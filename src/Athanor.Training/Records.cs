namespace Athanor.Training;

/// <summary>One step of a training, as callbacks are told of it.</summary>
/// <param name="Step">How many steps were done, this one included.</param>
/// <param name="Epoch">The epoch it belongs to, from 1.</param>
/// <param name="Batch">How many batches of the epoch were done.</param>
/// <param name="BatchesPerEpoch">How many batches the epoch has.</param>
/// <param name="Loss">The mean loss of the step's samples.</param>
/// <param name="LearningRate">The first group's learning rate.</param>
/// <param name="GradientNorm">The norm of all gradients before clipping; null where gradients are not clipped.</param>
/// <param name="SamplesPerSecond">The rate in this epoch so far.</param>
public readonly record struct StepRecord(
    long Step, int Epoch, int Batch, int BatchesPerEpoch, double Loss, double LearningRate, double? GradientNorm, double SamplesPerSecond);

/// <summary>One epoch of a training: a line of <c>metrics.csv</c>.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Step">How many steps were done at its end.</param>
/// <param name="LearningRate">The first group's learning rate at its end.</param>
/// <param name="TrainLoss">The mean loss of the samples as they were learned from.</param>
/// <param name="TrainMetrics">The metrics of the same predictions.</param>
/// <param name="ValidLoss">The mean loss of the held-out samples; null where they were not judged.</param>
/// <param name="ValidMetrics">The metrics of the held-out samples; empty where they were not judged.</param>
/// <param name="SamplesPerSecond">Samples learned from a second.</param>
/// <param name="Seconds">Seconds since the start, earlier parts of a resumed run included.</param>
public sealed record EpochRecord(
    int Epoch, long Step, double LearningRate, double TrainLoss, Dictionary<string, double> TrainMetrics, double? ValidLoss,
    Dictionary<string, double> ValidMetrics, double SamplesPerSecond, double Seconds);

/// <summary>A point of the loss curve.</summary>
/// <param name="Step">The step.</param>
/// <param name="Loss">The mean loss since the point before.</param>
public readonly record struct CurvePoint(long Step, double Loss);

/// <summary>How samples were judged.</summary>
/// <param name="Samples">How many.</param>
/// <param name="Loss">Their mean loss.</param>
/// <param name="Metrics">The metrics by name.</param>
public sealed record Evaluation(long Samples, double Loss, Dictionary<string, double> Metrics);

/// <summary>How a training ended.</summary>
public enum TrainingStatus
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>It no longer became better.</summary>
    StoppedEarly,

    /// <summary>It was asked to stop, and can be resumed.</summary>
    Interrupted,
}

/// <summary>What a training gave.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Steps">How many steps were done.</param>
/// <param name="History">The epochs.</param>
/// <param name="Final">How the resulting weights judge the held-out samples; null without such samples or after an interruption.</param>
/// <param name="Message">The end in a sentence for the user.</param>
public sealed record TrainingResult(TrainingStatus Status, long Steps, IReadOnlyList<EpochRecord> History, Evaluation? Final, string Message);

/// <summary>Is told what happens in a training; every method may be left out.</summary>
public interface ITrainerCallback
{
    /// <summary>It begins, or goes on from a checkpoint.</summary>
    void OnStart(Trainer trainer)
    {
    }

    /// <summary>A step is done.</summary>
    void OnStep(in StepRecord step)
    {
    }

    /// <summary>An epoch is done and judged.</summary>
    void OnEpoch(EpochRecord epoch)
    {
    }

    /// <summary>A checkpoint was written.</summary>
    void OnCheckpoint(string path)
    {
    }

    /// <summary>It is over.</summary>
    void OnEnd(TrainingResult result)
    {
    }
}
