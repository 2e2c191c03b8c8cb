using System.Diagnostics;
using Athanor.Data;
using Athanor.Nn;

namespace Athanor.Training;

/// <summary>One call of <see cref="Trainer.Fit(DataSplit, CancellationToken)"/>: the loop and its state.</summary>
internal sealed partial class TrainingRun : IDisposable
{
    private readonly Trainer _trainer;
    private readonly TrainerOptions _options;
    private readonly Module _model;
    private readonly Optimizer _optimizer;
    private readonly DataLoader _train;
    private readonly DataLoader? _heldOut;
    private readonly DataSplit? _about;
    private readonly Interruption _stop;
    private readonly WeightAverage? _average;
    private readonly IReadOnlyList<IMetric> _metrics;
    private readonly (string Name, Parameter Value)[] _parameters;
    private readonly RandomSource _random;
    private TrainingState _state = new();
    private readonly Stopwatch _sinceCheckpoint = Stopwatch.StartNew();
    private readonly List<ITrainerCallback> _told = [];
    private Dictionary<string, Tensor> _best = [];
    private RunFolder? _folder;
    private long _mark;

    public TrainingRun(Trainer trainer, DataLoader train, DataLoader? heldOut, DataSplit? about, CancellationToken cancellation)
    {
        (_trainer, _options, _model, _optimizer) = (trainer, trainer.Options, trainer.Model, trainer.Optimizer);
        (_train, _heldOut, _about) = (train, heldOut, about);
        _metrics = trainer.Objective.NewMetrics();
        _parameters = [.. _model.NamedParameters()];
        _average = _options.AveragingDecay is { } decay ? new WeightAverage(_model, decay, warmUp: true) : null;

        // A stream of its own: the caller may have drawn the first weights from the same seed.
        (uint a, uint b, _, _) = RandomSource.Philox(_options.Seed, ulong.MaxValue);
        _random = new RandomSource(((ulong)a << 32) | b);
        (_state.Seed, _state.Samples, _state.BatchSize, _state.Accumulation) = (train.Seed, train.SamplesPerEpoch, train.BatchSize, _options.GradientAccumulation);
        _state.BaseRates = trainer.BaseRates;
        _state.Loader = train.State;
        _stop = new Interruption(_options.HandleSignals, cancellation);
    }

    /// <summary>Whether another epoch is due.</summary>
    private bool Unfinished => _state.Epoch < _options.Epochs && !OutOfPatience;

    private bool OutOfPatience => _options.Patience is { } patience && _state.BadJudgements >= patience;

    public TrainingResult Go()
    {
        RandomSource.Default = _random;
        bool resumed = Prepare();
        using ProgressView view = ProgressView.Create(_options, _train.BatchesPerEpoch);
        _stop.Noticed = () => view.Note("Stopping at the end of this step; once more to end at once.");
        _told.AddRange(_folder is null ? [view] : [view, _folder]);
        _told.AddRange(_trainer.Callbacks);
        Tell(c => c.OnStart(_trainer));
        if (_options.Resume)
            view.Note(resumed
                ? $"Going on after step {_state.Step}, epoch {_state.Epoch + 1} of {_options.Epochs}."
                : "There is no checkpoint to resume; starting from the beginning.");
        _mark = Stopwatch.GetTimestamp();
        _model.Train();
        while (Unfinished && !_stop.Requested)
            if (RunEpoch())
                EndEpoch();
        TrainingResult result = _stop.Requested && Unfinished ? Interrupted() : Completed();
        Tell(c => c.OnEnd(result));
        view.Finish(result.Message);
        return result;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _average?.Dispose();
        foreach (Tensor tensor in _best.Values)
            tensor.Dispose();
        _folder?.Dispose();
    }

    /// <summary>Opens the folder and takes over a checkpoint, if one is there and asked for.</summary>
    private bool Prepare()
    {
        if (_options.OutputFolder is null)
            return false;
        _folder = new RunFolder(_options.OutputFolder);
        bool resumed = false;
        if (_options.Resume && File.Exists(_folder.CheckpointPath))
        {
            (TrainingState state, _best) = CheckpointFile.Read(_folder.CheckpointPath, _model, _optimizer, _average, CheckSame);
            TakeOver(state);
            resumed = true;
        }
        _folder.Begin(_trainer, _about, _state, resumed);
        return resumed;
    }

    /// <summary>Refuses to go on with other data or another seed: the result would be that of no run.</summary>
    private void CheckSame(TrainingState saved)
    {
        string? differs = saved.Version != _state.Version ? Differs("a checkpoint of version", _state.Version, saved.Version)
            : saved.Seed != _state.Seed ? Differs("seed", _state.Seed, saved.Seed)
            : saved.Samples != _state.Samples ? Differs("training samples", _state.Samples, saved.Samples)
            : saved.BatchSize != _state.BatchSize ? Differs("batch size", _state.BatchSize, saved.BatchSize)
            : saved.Accumulation != _state.Accumulation ? Differs("gradient accumulation", _state.Accumulation, saved.Accumulation)
            : saved.BaseRates.Length != _state.BaseRates.Length ? Differs("groups of parameters", _state.BaseRates.Length, saved.BaseRates.Length)
            : null;
        if (differs is not null)
            throw new TrainingException($"{_folder!.CheckpointPath} cannot be resumed: {differs}; resume with the settings that the run was begun with, or choose another folder");

        static string Differs<T>(string what, T now, T then) => FormattableString.Invariant($"expected {what} {now}, found {then}");
    }

    private void TakeOver(TrainingState saved)
    {
        _state = saved;
        _train.State = _state.Loader;
        _random.SetSeed(_state.RandomSeed);
        _random.Offset = _state.RandomOffset;
        for (int i = 0; i < _metrics.Count && i < _state.EpochMetrics.Length; i++)
            _metrics[i].State = _state.EpochMetrics[i];
    }

    /// <summary>Learns from what is left of an epoch. Returns whether it came to its end.</summary>
    private bool RunEpoch()
    {
        int group = _options.GradientAccumulation;
        foreach (Batch batch in _train.NextEpoch())
        {
            int number = _train.State.NextBatch - 1, start = number - number % group;
            int size = Math.Min(group, _train.BatchesPerEpoch - start);
            Learn(batch, size);
            if (number + 1 < start + size)
                continue;
            Step();
            if (_stop.Requested && number + 1 < _train.BatchesPerEpoch)
                return false;
            if (number + 1 < _train.BatchesPerEpoch && CheckpointDue())
                Save();
        }
        return true;
    }

    private bool CheckpointDue() =>
        (_options.CheckpointEverySteps is { } steps && _state.Step % steps == 0)
        || (_options.CheckpointEverySeconds is { } seconds && _sinceCheckpoint.Elapsed.TotalSeconds >= seconds);

    private void Save()
    {
        if (_folder is null)
            return;
        TickClock();
        _state.Loader = _train.State;
        (_state.RandomSeed, _state.RandomOffset) = (_random.Seed, _random.Offset);
        _state.AverageUpdates = _average?.Updates ?? 0;
        _state.EpochMetrics = [.. _metrics.Select(m => m.State)];
        CheckpointFile.Write(_folder.CheckpointPath, _state, _model, _optimizer.StateDict(), _average?.StateDict(), [.. _best]);
        _sinceCheckpoint.Restart();
        Tell(c => c.OnCheckpoint(_folder.CheckpointPath));
    }

    /// <summary>Adds the time since the last call to the run's and the epoch's.</summary>
    private void TickClock(bool toEpoch = true)
    {
        long now = Stopwatch.GetTimestamp();
        double seconds = (now - _mark) / (double)Stopwatch.Frequency;
        _mark = now;
        _state.Seconds += seconds;
        if (toEpoch)
            _state.EpochSeconds += seconds;
    }

    private void Tell(Action<ITrainerCallback> what)
    {
        foreach (ITrainerCallback callback in _told)
            what(callback);
    }
}
