namespace Athanor.Conformance.Tests;

/// <summary>The cases that docs/conformance.md lists as differing, with its reasons.</summary>
internal static class KnownDifferences
{
    /// <summary>Case and reason, of the table under a heading: of float32 or of float64.</summary>
    public static IReadOnlyDictionary<string, string> Under(string heading)
    {
        using Stream stream = typeof(KnownDifferences).Assembly.GetManifestResourceStream("conformance.md")!;
        using var reader = new StreamReader(stream);
        var rows = new Dictionary<string, string>();
        bool inside = false;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                inside = line.TrimStart('#', ' ') == heading;
            string[] cells = [.. line.Split('|').Select(cell => cell.Trim())];
            if (inside && cells.Length == 4 && cells[1].StartsWith('`'))
                rows.Add(cells[1].Trim('`'), cells[2]);
        }
        return rows;
    }
}
