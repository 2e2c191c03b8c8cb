using System.Text;

namespace Athanor.Conformance.Coverage;

/// <summary>Writes what a survey found as a page of the documentation.</summary>
public static class OpsPage
{
    private const string Head = """
        # Operators

        What runs, measured by `dotnet run -c Release --project tests/Athanor.Conformance -- ops-table docs/ops.md` and compared by a test;
        not written by hand. Names are PyTorch's, as in its OpInfo database; the calls of Athanor that stand for them are in
        `tests/Athanor.Conformance/Operators`.

        - **Element types**: up to four packed samples run with their floating tensors converted to the type (rounded for integers; where a
          sample has only integers, those are converted; where it has no tensor, the result's type is asked for). `no` is a refusal with a
          message, and most are PyTorch's too. `–`: the operator has no element type.
        - **gradient**: a backward in float64 runs. `–`: PyTorch has none either, or no input asks for one.
        - **second**: the gradient of the gradient runs in float64 and is finite. `–`: the gradient does not depend on the inputs.
        - **CUDA**: there is no CUDA backend yet.

        """;

    /// <summary>The page, with line feeds.</summary>
    public static string Write(IReadOnlyList<Support> rows)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        string[] columns = ["operator", .. Survey.DTypes.Select(dtype => dtype.ToString().ToLowerInvariant()), "gradient", "second", "CUDA"];
        text.Append($"\n| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => " --- |"))}\n");
        foreach (Support row in rows)
            text.Append($"| `{row.Name}` | {string.Join(" | ", row.Runs.Append(row.Gradient).Append(row.Second).Select(f => f.Cell))} | – |\n");
        text.Append("\n## Refused in a floating type, or not differentiable\n\n");
        string[] refusals = [.. rows.SelectMany(Refusals)];
        text.Append(refusals.Length == 0 ? "Nothing.\n" : "| operator | where | why |\n| --- | --- | --- |\n");
        foreach (string refusal in refusals)
            text.Append(refusal);
        text.Append("\n## Refused in an integer type or bool\n\n| operator | where | why |\n| --- | --- | --- |\n");
        foreach (string refusal in rows.SelectMany(row => Grouped(row, Named(row).Where(part => !part.DType.IsFloating()))))
            text.Append(refusal);
        return text.ToString();
    }

    private static IEnumerable<(DType DType, Finding Finding)> Named(Support row) => Survey.DTypes.Zip(row.Runs);

    private static IEnumerable<string> Refusals(Support row)
    {
        foreach (string line in Grouped(row, Named(row).Where(part => part.DType.IsFloating())))
            yield return line;
        if (row.Gradient.Answer == Answer.No)
            yield return Line(row, "gradient", row.Gradient.Why);
        if (row.Second.Answer == Answer.No)
            yield return Line(row, "second", row.Second.Why);
    }

    /// <summary>One line for all types of an operator, with the first one's words.</summary>
    private static IEnumerable<string> Grouped(Support row, IEnumerable<(DType DType, Finding Finding)> parts)
    {
        (DType DType, Finding Finding)[] refused = [.. parts.Where(part => part.Finding.Answer == Answer.No)];
        if (refused.Length > 0)
            yield return Line(row, string.Join(", ", refused.Select(part => part.DType.ToString().ToLowerInvariant())), refused[0].Finding.Why);
    }

    private static string Line(Support row, string where, string why) =>
        $"| `{row.Name}` | {where} | {why.Replace("|", "\\|", StringComparison.Ordinal)} |\n";
}
