using Spectre.Console;

namespace Athanor.Training;

/// <summary>Shows how a training goes.</summary>
internal abstract class ProgressView : ITrainerCallback, IDisposable
{
    /// <summary>The view that fits options and terminal.</summary>
    public static ProgressView Create(TrainerOptions options, int batchesPerEpoch) => options.Progress switch
    {
        ProgressMode.Silent => new SilentView(),
        ProgressMode.Auto when !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi => new BarView(options.Epochs, batchesPerEpoch, AnsiConsole.Console),
        _ => new LineView(options.Epochs, Console.Out, TimeProvider.System),
    };

    /// <summary>Says a sentence.</summary>
    public abstract void Note(string text);

    /// <summary>Says the last sentence.</summary>
    public virtual void Finish(string text)
    {
        Dispose();
        Note(text);
    }

    public virtual void OnStep(in StepRecord step)
    {
    }

    public virtual void OnEpoch(EpochRecord epoch)
    {
    }

    public virtual void Dispose()
    {
    }

    /// <summary>An epoch in a line.</summary>
    protected static string Line(EpochRecord epoch, int epochs)
    {
        IEnumerable<string> parts = Texts.Measures("train", epoch.TrainLoss, epoch.TrainMetrics);
        if (epoch.ValidLoss is { } loss)
            parts = parts.Concat(Texts.Measures("valid", loss, epoch.ValidMetrics));
        string number = epoch.Epoch.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(epochs.ToString(System.Globalization.CultureInfo.InvariantCulture).Length);
        return $"epoch {number}/{epochs}  {string.Join("  ", parts)}  {Texts.Count(epoch.SamplesPerSecond)} samples/s  {Texts.Duration(epoch.Seconds)}";
    }
}

/// <summary>Says nothing.</summary>
internal sealed class SilentView : ProgressView
{
    public override void Note(string text)
    {
    }
}

/// <summary>A line an epoch, and one every few seconds within.</summary>
internal sealed class LineView(int epochs, TextWriter writer, TimeProvider clock) : ProgressView
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);

    private long _last = clock.GetTimestamp();

    public override void Note(string text) => Say(text);

    public override void OnStep(in StepRecord step)
    {
        if (clock.GetElapsedTime(_last) < _pause)
            return;
        double rate = Math.Max(step.SamplesPerSecond, 1e-9);
        Say($"epoch {step.Epoch}/{epochs}  batch {step.Batch}/{step.BatchesPerEpoch}  loss {Texts.Number(step.Loss)}  {Texts.Count(rate)} samples/s");
    }

    public override void OnEpoch(EpochRecord epoch) => Say(Line(epoch, epochs));

    private void Say(string text)
    {
        writer.WriteLine(text);
        writer.Flush();
        _last = clock.GetTimestamp();
    }
}
