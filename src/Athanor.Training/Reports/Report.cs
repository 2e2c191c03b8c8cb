using System.Runtime.InteropServices;
using System.Text;
using Athanor.Data;
using Athanor.Formats;

namespace Athanor.Training;

/// <summary>A run on one page that opens without a network: curves, judgement of the held-out samples, first weights, settings.</summary>
internal static class Report
{
    private const string Train = "var(--a)", Held = "var(--b)";

    public static void Write(string path, Trainer trainer, DataLoader? heldOut, DataSplit? about, TrainingState state, Evaluation? final)
    {
        Judged? judged = heldOut is null ? null : Judged.Of(trainer.Model, trainer.Objective, heldOut, about);
        var page = new StringBuilder();
        page.Append(Head(trainer, about, state, final));
        page.Append(Page.Section("Curves", Curves(state)));
        if (judged is not null)
            Answers(page, trainer, judged, about);
        (string filters, string note) = FilterSheet.Draw(trainer.Model, about?.InputShape);
        page.Append(Page.Section("First layer", filters, note));
        page.Append(Page.Section("Model", $"<pre>{Page.Escape(trainer.Model.ToString())}</pre>", $"{Texts.Count(trainer.Model.ParameterCount)} trainable parameters."));
        page.Append(Page.Section("Settings", Settings(trainer, about)));
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(Page.Document($"{trainer.Options.Name}: training report", page.ToString())));
    }

    private static string Head(Trainer trainer, DataSplit? about, TrainingState state, Evaluation? final)
    {
        List<(string Name, string Value)> tiles = [];
        if (final is not null)
        {
            tiles.AddRange(final.Metrics.Select(m => ($"held-out {m.Key.Replace('_', ' ')}", Texts.Measure(m.Key, m.Value))));
            if (trainer.Objective.Kind != ObjectiveKind.Regression)
                tiles.Add(("held-out loss", Texts.Number(final.Loss)));
        }
        tiles.Add(("epochs", Texts.Count(state.Epoch)));
        tiles.Add(("parameters", Texts.Count(trainer.Model.ParameterCount)));
        tiles.Add(("time", Texts.Duration(state.Seconds)));
        if (state.History.Count > 0)
            tiles.Add(("samples a second", Texts.Count(state.History.Average(h => h.SamplesPerSecond))));
        string cells = string.Concat(tiles.Select(t => $"<div class=\"tile\"><b>{Page.Escape(t.Value)}</b><span>{Page.Escape(t.Name)}</span></div>\n"));
        string data = about is null ? "" : $" on {about.Name}: {Texts.Count(about.Train.Count)} samples to learn from, {Texts.Count(about.HeldOut.Count)} held out";
        return $"<h1>{Page.Escape(trainer.Options.Name)}</h1>\n<p class=\"lead\">{Page.Escape($"Trained{data}; seed {trainer.Options.Seed}.")}</p>\n<div class=\"tiles\">\n{cells}</div>\n";
    }

    private static string Curves(TrainingState state)
    {
        List<EpochRecord> epochs = state.History;
        List<Series> loss = [];
        // Steps as parts of epochs, so that both share an axis.
        double stepsPerEpoch = epochs.Count > 0 ? (double)epochs[^1].Step / epochs[^1].Epoch : 1;
        if (state.Curve.Count > 2 * epochs.Count)
            loss.Add(new Series("training steps", Train, [.. state.Curve.Select(p => (p.Step / stepsPerEpoch, p.Loss))], epochs.Count > 1 ? SeriesStyle.Faint : SeriesStyle.Line));
        loss.Add(new Series("training", Train, [.. epochs.Select(e => ((double)e.Epoch, e.TrainLoss))]));
        loss.Add(new Series("held out", Held, [.. epochs.Where(e => e.ValidLoss is not null).Select(e => ((double)e.Epoch, e.ValidLoss!.Value))]));
        var html = new StringBuilder("<div class=\"charts\">\n");
        html.Append(Chart.Draw("Loss", "epoch", loss, wholeX: epochs.Count > 3));
        foreach (string metric in epochs.SelectMany(e => e.TrainMetrics.Keys).Distinct())
        {
            // The squared error as the loss needs no second chart.
            if (epochs.All(e => e.TrainMetrics.TryGetValue(metric, out double v) && Math.Abs(v - e.TrainLoss) <= 1e-5 * Math.Abs(v)))
                continue;
            bool share = Texts.Measure(metric, 1).EndsWith('%');
            html.Append(Chart.Draw(
                char.ToUpperInvariant(metric[0]) + metric[1..].Replace('_', ' '), "epoch",
                [
                    new Series("training", Train, [.. epochs.Where(e => e.TrainMetrics.ContainsKey(metric)).Select(e => ((double)e.Epoch, e.TrainMetrics[metric]))]),
                    new Series("held out", Held, [.. epochs.Where(e => e.ValidMetrics.ContainsKey(metric)).Select(e => ((double)e.Epoch, e.ValidMetrics[metric]))]),
                ],
                wholeX: true, percent: share));
        }
        return html.Append("</div>").ToString();
    }

    private static void Answers(StringBuilder page, Trainer trainer, Judged judged, DataSplit? about)
    {
        if (judged.Confusion is { } confusion)
        {
            IReadOnlyList<string> names = about is not null && about.ClassNames.Count == confusion.Classes
                ? about.ClassNames
                : [.. Enumerable.Range(0, confusion.Classes).Select(c => $"{c}")];
            page.Append(Page.Section("Confusion", ConfusionTable.Draw(confusion, names), "Rows are true classes, columns what they were taken for, counted over the held-out samples."));
            if (about is not null)
                page.Append(Page.Section("Predictions", PredictionSheet.Draw(judged, about, names), "Held-out samples with the class found and its probability."));
        }
        else if (trainer.Objective.Kind == ObjectiveKind.Regression && judged.Values.Count > 0)
        {
            page.Append(Page.Section("Fit", Fit(judged)));
        }
    }

    private static string Fit(Judged judged)
    {
        Answer first = judged.Values[0];
        if (first.Input.Length == 1 && first.Target.Length == 1)
        {
            Answer[] sorted = [.. judged.Values.OrderBy(v => v.Input[0])];
            return "<div class=\"charts\">" + Chart.Draw("Values over the input, held-out samples", "input", [
                new Series("target", Held, [.. sorted.Select(v => ((double)v.Input[0], v.Target[0]))], SeriesStyle.Dots),
                new Series("model", Train, [.. sorted.Select(v => ((double)v.Input[0], v.Prediction[0]))])]) + "</div>";
        }
        var points = judged.Values.SelectMany(v => v.Target.Zip(v.Prediction)).Take(2000).ToList();
        double low = points.Min(p => Math.Min(p.First, p.Second)), high = points.Max(p => Math.Max(p.First, p.Second));
        return "<div class=\"charts\">" + Chart.Draw("Predictions over targets, held-out samples", "target", [
            new Series("right on this line", Train, [(low, low), (high, high)], SeriesStyle.Faint),
            new Series("samples", Held, points, SeriesStyle.Dots)]) + "</div>";
    }

    private static string Settings(Trainer trainer, DataSplit? about)
    {
        TrainerOptions o = trainer.Options;
        List<(string Name, string? Value)> rows =
        [
            ("optimizer", trainer.Optimizer.GetType().Name),
            ("learning rate", string.Join(", ", trainer.BaseRates.Select(Texts.Number).Distinct())),
            ("weight decay", string.Join(", ", trainer.Optimizer.Groups.Select(g => Texts.Number(g.WeightDecay)).Distinct())),
            ("schedule", trainer.Schedule?.GetType().Name.Replace("Schedule", "")),
            ("epochs", $"{o.Epochs}"),
            ("batch size", $"{o.BatchSize}"),
            ("gradient accumulation", o.GradientAccumulation > 1 ? $"{o.GradientAccumulation}" : null),
            ("largest gradient norm", o.ClipNorm is { } norm ? Texts.Number(norm) : null),
            ("patience", o.Patience is { } patience ? $"{patience} judgements" : null),
            ("weight averaging", o.AveragingDecay is { } decay ? Texts.Number(decay) : null),
            ("seed", $"{o.Seed}"),
            .. o.Details.Select(d => (d.Key, (string?)d.Value)),
            ("input", about?.InputShape.ToString()),
            ("Athanor", ConfigFile.Version),
            ("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}"),
            ("threads", $"{Compute.Threads} of {Environment.ProcessorCount} processors"),
        ];
        return $"<table class=\"list\">{string.Concat(rows.Where(r => r.Value is not null).Select(r => $"<tr><td>{Page.Escape(r.Name)}</td><td>{Page.Escape(r.Value!)}</td></tr>\n"))}</table>";
    }
}
