using Athanor.Autograd;

namespace Athanor.Training;

internal sealed partial class TrainingRun
{
    /// <summary>Judges the epoch, notes it, and makes the next one's start the place to resume from.</summary>
    private void EndEpoch()
    {
        TickClock();
        int epoch = _state.Epoch + 1;
        Evaluation? judged = _heldOut is not null && (epoch % _options.ValidateEvery == 0 || epoch >= _options.Epochs) ? Judge() : null;
        var record = new EpochRecord(
            epoch, _state.Step, _optimizer.LearningRate, _state.EpochLoss / Math.Max(1, _state.EpochSamples), _metrics.ToDictionary(m => m.Name, m => m.Value),
            judged?.Loss, judged?.Metrics ?? [], _state.EpochSamples / Math.Max(_state.EpochSeconds, 1e-9), 0);
        TickClock(toEpoch: false);
        record = record with { Seconds = _state.Seconds };
        if (judged is not null)
            Rank(judged, epoch);

        _state.History.Add(record);
        (_state.EpochLoss, _state.EpochSamples, _state.EpochSeconds) = (0, 0, 0);
        foreach (IMetric metric in _metrics)
            metric.Reset();
        _state.Loader = _train.State;
        Tell(c => c.OnEpoch(record));
        Save();
    }

    private Evaluation Judge()
    {
        using IDisposable? averaged = _average?.Use();
        return _trainer.Evaluate(_heldOut!);
    }

    /// <summary>Compares with the best so far, and keeps these weights if they are better and the best are wanted.</summary>
    private void Rank(Evaluation judged, int epoch)
    {
        IMetric? measure = _metrics.FirstOrDefault();
        double value = measure is null ? judged.Loss : judged.Metrics[measure.Name];
        bool higher = measure?.HigherIsBetter ?? false;
        if (_state.BestValue is { } best && !(higher ? value > best : value < best))
        {
            _state.BadJudgements++;
            return;
        }
        (_state.BestValue, _state.BestEpoch, _state.BadJudgements) = (value, epoch, 0);
        if (!_options.KeepsBest)
            return;
        using GradMode.Restore mode = GradMode.NoGrad();
        using IDisposable? averaged = _average?.Use();
        foreach ((string name, Tensor tensor) in _model.StateDict())
            if (_best.TryGetValue(name, out Tensor? kept))
                kept.CopyFrom(tensor);
            else
                _best[name] = tensor.Detach().Clone().Keep();
    }

    private TrainingResult Interrupted()
    {
        Save();
        string how = _folder is null
            ? "nothing was saved, as there is no output folder"
            : $"to go on, {_options.ResumeHint ?? $"run again with Resume = true and OutputFolder = \"{_folder.Path}\""}";
        return new TrainingResult(
            TrainingStatus.Interrupted, _state.Step, _state.History, null, FormattableString.Invariant($"Stopped after step {_state.Step}, in epoch {_state.Epoch + 1} of {_options.Epochs}; {how}."));
    }

    /// <summary>Puts the weights that count into the model, judges them, and writes them and the report.</summary>
    private TrainingResult Completed()
    {
        bool best = _options.KeepsBest && _best.Count > 0;
        if (best)
            _model.LoadStateDict(_best);
        else
            _average?.CopyToModule();
        _model.Eval();
        bool early = _state.Epoch < _options.Epochs;
        Evaluation? final = _heldOut is null ? null : _trainer.Evaluate(_heldOut);
        TickClock(toEpoch: false);
        var result = new TrainingResult(early ? TrainingStatus.StoppedEarly : TrainingStatus.Completed, _state.Step, _state.History, final, "");
        _folder?.Finish(_trainer, _heldOut, _about, _state, final);
        string which = best ? $"the weights of epoch {_state.BestEpoch}" : _average is not null ? "the averaged weights" : "the last weights";
        string measured = final is null ? "" : $": {string.Join(", ", Texts.Measures("", final.Loss, final.Metrics))}";
        string saved = _folder is null ? "" : $", saved in {_folder.Path}";
        return result with
        {
            Message = FormattableString.Invariant($"{(early ? $"Stopped early after epoch {_state.Epoch}, as it no longer became better" : $"Done after {_state.Epoch} epochs")} and {Texts.Duration(_state.Seconds)}; ")
                + $"the result is {which}{measured}{saved}.",
        };
    }
}
