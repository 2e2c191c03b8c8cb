using System.Globalization;
using System.Text;

namespace Athanor.Training;

/// <summary>The epochs as a table, a line each, numbers that read back to the same bits.</summary>
internal static class MetricsCsv
{
    public static string Write(IReadOnlyList<EpochRecord> history)
    {
        string[] train = [.. history.SelectMany(e => e.TrainMetrics.Keys).Distinct()], valid = [.. history.SelectMany(e => e.ValidMetrics.Keys).Distinct()];
        var text = new StringBuilder();
        Line(text, [
            "epoch", "step", "learning_rate", "train_loss", .. train.Select(m => "train_" + m), "valid_loss", .. valid.Select(m => "valid_" + m),
            "samples_per_second", "seconds"]);
        foreach (EpochRecord epoch in history)
            Line(text, [
                epoch.Epoch.ToString(CultureInfo.InvariantCulture), epoch.Step.ToString(CultureInfo.InvariantCulture), Text(epoch.LearningRate), Text(epoch.TrainLoss),
                .. train.Select(m => Text(epoch.TrainMetrics.TryGetValue(m, out double v) ? v : null)), Text(epoch.ValidLoss),
                .. valid.Select(m => Text(epoch.ValidMetrics.TryGetValue(m, out double v) ? v : null)),
                epoch.SamplesPerSecond.ToString("0.0", CultureInfo.InvariantCulture), epoch.Seconds.ToString("0.000", CultureInfo.InvariantCulture)]);
        return text.ToString();
    }

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells).Append('\n');
}
