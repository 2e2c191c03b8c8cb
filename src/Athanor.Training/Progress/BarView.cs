using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Athanor.Training;

/// <summary>A bar over all epochs with rate, time left and the latest figures; each epoch leaves a line above it.</summary>
/// <remarks>The bar lives on a thread of its own that looks at the last step now and then, so that a step never waits for the terminal.</remarks>
internal sealed class BarView : ProgressView
{
    private readonly IAnsiConsole _console;
    private readonly int _epochs;
    private readonly int _batchesPerEpoch;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _end = new();
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private StepRecord _step;
    private long _firstBatch = -1;
    private string _judged = "";
    private bool _over;

    public BarView(int epochs, int batchesPerEpoch, IAnsiConsole console)
    {
        (_epochs, _batchesPerEpoch, _console) = (epochs, batchesPerEpoch, console);
        _thread = new Thread(Show) { IsBackground = true, Name = "Athanor progress" };
        _thread.Start();
    }

    public override void Note(string text) => _console.WriteLine(text);

    public override void OnStep(in StepRecord step)
    {
        lock (_lock)
        {
            _step = step;
            if (_firstBatch < 0)
            {
                _firstBatch = Batches(step) - 1;
                _watch.Restart();
            }
        }
    }

    public override void OnEpoch(EpochRecord epoch)
    {
        _console.WriteLine(Line(epoch, _epochs));
        string? judged = epoch.ValidLoss is { } loss ? string.Join(" · ", Texts.Measures("valid", loss, epoch.ValidMetrics)) : null;
        lock (_lock)
            _judged = judged ?? _judged;
    }

    public override void Dispose()
    {
        if (_over)
            return;
        _over = true;
        _end.Set();
        _thread.Join();
        _end.Dispose();
    }

    private long Batches(in StepRecord step) => (step.Epoch - 1L) * _batchesPerEpoch + step.Batch;

    private void Show() => _console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new TextColumn(Figures))
        .Start(context =>
        {
            ProgressTask task = context.AddTask("starting", maxValue: Math.Max(1, (double)_epochs * _batchesPerEpoch));
            do
            {
                lock (_lock)
                {
                    task.Value = _firstBatch < 0 ? 0 : Batches(_step);
                    task.Description = _firstBatch < 0 ? "starting" : $"epoch {_step.Epoch}/{_epochs}";
                }
            }
            while (!_end.Wait(100));
        });

    private string Figures()
    {
        lock (_lock)
        {
            if (_firstBatch < 0)
                return "";
            double done = Batches(_step) - _firstBatch, left = (double)_epochs * _batchesPerEpoch - Batches(_step);
            string remaining = done > 0 ? Texts.Duration(_watch.Elapsed.TotalSeconds / done * left) + " left" : "";
            string[] parts = [remaining, $"{Texts.Count(_step.SamplesPerSecond)} samples/s", $"loss {Texts.Number(_step.Loss)}", _judged];
            return string.Join(" · ", parts.Where(p => p.Length > 0));
        }
    }

    private sealed class TextColumn(Func<string> text) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(text());
    }
}
