using Athanor.Autograd;
using Athanor.Data;
using Athanor.Diagnostics;
using Athanor.Nn;

namespace Athanor.Training;

internal sealed partial class TrainingRun
{
    private double _stepLoss;
    private long _stepSamples;

    /// <summary>Adds a batch's gradients, as one of <paramref name="group"/> that make a step.</summary>
    private void Learn(Batch batch, int group)
    {
        using TensorScope scope = TensorScope.Begin("step");
        ulong offset = _random.Offset;
        (Tensor? prediction, Tensor loss) = _trainer.Objective.Forward(_model, batch);
        if (loss.Count != 1)
            throw new TrainingException($"expected a loss of one element to learn from, got shape {loss.Shape}; take its mean or sum");
        double value = loss.Item();
        if (!double.IsFinite(value))
            throw Explain(batch, offset, FormattableString.Invariant($"the loss is {Name(value)}"));
        (group == 1 ? loss : loss / group).Backward();
        foreach ((string name, Parameter parameter) in _parameters)
            if (parameter.Grad is { } grad && !NonFinite.IsFinite(grad))
                throw Explain(batch, offset, $"the gradient of {name} is not finite");

        _stepLoss += value * batch.Count;
        _stepSamples += batch.Count;
        if (prediction is null)
            return;
        using GradMode.Restore mode = GradMode.NoGrad();
        Tensor answers = prediction.Detach();
        foreach (IMetric metric in _metrics)
            metric.Add(answers, batch.Target);
    }

    /// <summary>Moves the parameters by the gradients gathered, and keeps the books.</summary>
    private void Step()
    {
        double? norm = _options.ClipNorm is { } most ? GradientClip.Norm(_optimizer.Parameters, most) : null;
        if (_trainer.Schedule is { } schedule)
            for (int i = 0; i < _optimizer.Groups.Count; i++)
                _optimizer.Groups[i].LearningRate = schedule.Rate(_state.Step, _state.BaseRates[i]);
        _optimizer.Step();
        _optimizer.ZeroGrad();
        _average?.Update();
        _state.Step++;

        double loss = _stepLoss / _stepSamples;
        _state.EpochLoss += _stepLoss;
        _state.EpochSamples += _stepSamples;
        (_stepLoss, _stepSamples) = (0, 0);
        _state.LogLoss += loss;
        _state.LogSteps++;
        if (_state.LogSteps >= _options.LogEverySteps)
            Log();
        TickClock();
        var record = new StepRecord(
            _state.Step, _state.Epoch + 1, _train.State.NextBatch, _train.BatchesPerEpoch, loss, _optimizer.LearningRate, norm,
            _state.EpochSamples / Math.Max(_state.EpochSeconds, 1e-9));
        Tell(c => c.OnStep(record));
    }

    private void Log()
    {
        _state.Curve.Add(new CurvePoint(_state.Step, _state.LogLoss / _state.LogSteps));
        (_state.LogLoss, _state.LogSteps) = (0, 0);
        _folder?.Log(_state.Curve[^1], _optimizer.LearningRate);

        // A long run's curve is thinned, so that a checkpoint does not grow without end.
        if (_state.Curve.Count > 2000)
            _state.Curve = [.. _state.Curve.Where((_, i) => i % 2 == 1)];
    }

    /// <summary>Runs the batch again from the same random state with every operation watched, to say which one it was.</summary>
    private TrainingException Explain(Batch batch, ulong offset, string what)
    {
        string where = FormattableString.Invariant(
            $"Step {_state.Step + 1} (epoch {_state.Epoch + 1}, batch {_train.State.NextBatch} of {_train.BatchesPerEpoch}): {what}");
        string after = _state.Step == 0 ? "" : "; a lower learning rate or clipped gradients often help";
        foreach ((string name, Parameter value) in _parameters)
            if (!NonFinite.IsFinite(value))
                return new TrainingException($"{where}: the parameter {name} {value.Shape} is no longer finite since the step before{after}.");
        if (!NonFinite.IsFinite(batch.Input) || !NonFinite.IsFinite(batch.Target))
            return new TrainingException($"{where}: the batch's {(NonFinite.IsFinite(batch.Input) ? "targets hold" : "input holds")} values that are not finite.");

        _random.Offset = offset;
        _optimizer.ZeroGrad();
        string when = "forward";
        using FiniteCheck check = FiniteCheck.Begin();
        try
        {
            using TensorScope scope = TensorScope.Begin("step");
            (_, Tensor loss) = _trainer.Objective.Forward(_model, batch);
            when = "backward";
            loss.Backward();
        }
        catch (TensorException error)
        {
            return new TrainingException($"{where}: in the {when} pass, {error.Message}{after}.", error);
        }
        return new TrainingException($"{where}: {check.FirstInfinite ?? "no single operation made it; the sum of all gradients overflowed"}{after}.");
    }

    private static string Name(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "infinite" : "minus infinite";
}
