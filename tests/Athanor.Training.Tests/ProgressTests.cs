using Spectre.Console;

namespace Athanor.Training.Tests;

public sealed class ProgressTests
{
    private static readonly EpochRecord _epoch = new(3, 69, 1e-3, 0.25, new() { ["accuracy"] = 0.9 }, 0.125, new() { ["accuracy"] = 0.975 }, 12345.6, 4.2);

    [Fact]
    public void Lines_are_one_an_epoch_and_one_every_few_seconds()
    {
        var clock = new Clock();
        var text = new StringWriter();
        var view = new LineView(20, text, clock);
        for (int step = 1; step <= 60; step++)
        {
            view.OnStep(new StepRecord(step, 3, step, 60, 0.5, 1e-3, null, 1000));
            clock.Ticks += TimeSpan.TicksPerSecond / 10;
        }
        view.OnEpoch(_epoch);
        Assert.Equal(
            ["epoch 3/20  batch 51/60  loss 0.5  1,000 samples/s", "epoch  3/20  train loss 0.25  train accuracy 90.00 %  valid loss 0.125  valid accuracy 97.50 %  12,346 samples/s  4.2 s"],
            text.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public void The_bar_shows_epoch_rate_time_left_and_loss()
    {
        var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 140;
        using (var view = new BarView(20, 60, console))
        {
            for (int step = 1; step <= 4; step++)
            {
                view.OnStep(new StepRecord(step, 1, step, 60, 0.5, 1e-3, null, 1000));
                Thread.Sleep(100);
            }
            view.OnEpoch(_epoch);
            Thread.Sleep(150);
            view.Finish("[done]");
        }
        string shown = text.ToString();
        Assert.All(new[] { "epoch 1/20", "1,000 samples/s", "loss 0.5", " left", "valid accuracy 97.50 %", "epoch  3/20  train loss 0.25", "[done]" }, s => Assert.Contains(s, shown));
    }

    [Theory]
    [InlineData(0.05123, "0.0512")]
    [InlineData(0, "0")]
    [InlineData(0.000012346, "1.235e-5")]
    [InlineData(12.345, "12.35")]
    [InlineData(1234567, "1.235e+6")]
    [InlineData(double.NaN, "nan")]
    public void Numbers_are_short(double value, string text) => Assert.Equal(text, Texts.Number(value));

    [Theory]
    [InlineData(3.14, "3.1 s")]
    [InlineData(75, "75 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(7300, "2 h 1 min")]
    public void Times_are_short(double seconds, string text) => Assert.Equal(text, Texts.Duration(seconds));

    private sealed class Clock : TimeProvider
    {
        public long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Ticks;
    }
}
