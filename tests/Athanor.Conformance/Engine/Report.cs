using System.Text.Json;

namespace Athanor.Conformance.Engine;

/// <summary>Collects outcomes and writes them: a line for each failed case and each unknown name, then the totals.</summary>
public sealed class Report(TextWriter writer)
{
    private readonly List<Outcome> _outcomes = [];

    /// <summary>All outcomes so far.</summary>
    public IReadOnlyList<Outcome> Outcomes => _outcomes;

    /// <summary>How many cases ended so.</summary>
    public int Count(Status status) => _outcomes.Count(outcome => outcome.Status == status);

    /// <summary>Adds the outcomes of one file.</summary>
    public void Add(IReadOnlyList<Outcome> outcomes)
    {
        _outcomes.AddRange(outcomes);
        foreach (Outcome outcome in outcomes.Where(outcome => outcome.Status == Status.Failed))
            writer.WriteLine($"FAIL {outcome.Name}: {outcome.Detail}");
        foreach (IGrouping<string, Outcome> skipped in outcomes.Where(o => o.Status == Status.Skipped).GroupBy(o => o.Detail))
            writer.WriteLine($"SKIP {skipped.First().File}: {skipped.Key} ({Cases(skipped.Count())})");
    }

    /// <summary>Writes the totals, as the last line.</summary>
    public void End() => writer.WriteLine($"{Count(Status.Passed)} passed, {Count(Status.Failed)} failed, {Count(Status.Skipped)} skipped");

    /// <summary>Writes totals and all outcomes as JSON.</summary>
    public void Save(string path)
    {
        using FileStream stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("passed", Count(Status.Passed));
        json.WriteNumber("failed", Count(Status.Failed));
        json.WriteNumber("skipped", Count(Status.Skipped));
        json.WriteStartArray("cases");
        foreach (Outcome outcome in _outcomes)
        {
            json.WriteStartObject();
            json.WriteString("file", outcome.File);
            json.WriteString("case", outcome.Case);
            json.WriteString("status", outcome.Status.ToString().ToLowerInvariant());
            if (outcome.Detail.Length > 0)
                json.WriteString("detail", outcome.Detail);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Cases(int count) => count == 1 ? "1 case" : $"{count} cases";
}
