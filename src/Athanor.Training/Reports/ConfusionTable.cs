using System.Globalization;
using System.Text;

namespace Athanor.Training;

/// <summary>A confusion matrix as a heat map, with the pairs that are confused most.</summary>
internal static class ConfusionTable
{
    private const int MostClasses = 30;

    public static string Draw(ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        var html = new StringBuilder("<div class=\"pairs\">");
        if (matrix.Classes <= MostClasses)
            html.Append("<div>").Append(Matrix(matrix, names)).Append("</div>");
        html.Append("<div>").Append(Pairs(matrix, names)).Append("</div></div>");
        return html.ToString();
    }

    private static string Matrix(ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        int n = matrix.Classes;
        var html = new StringBuilder("<table class=\"matrix\"><tr><th></th>");
        for (int c = 0; c < n; c++)
            html.Append($"<th class=\"col\" title=\"predicted {Page.Escape(names[c])}\">{Page.Escape(names[c])}</th>");
        html.Append("<th class=\"rate\">recall</th></tr>\n");
        for (int r = 0; r < n; r++)
        {
            long total = Enumerable.Range(0, n).Sum(c => matrix[r, c]);
            html.Append($"<tr><th class=\"row\">{Page.Escape(names[r])}</th>");
            for (int c = 0; c < n; c++)
            {
                long count = matrix[r, c];
                double share = total > 0 ? (double)count / total : 0;
                // Faults are few, so their shade follows the root: a single one can still be seen.
                double shade = r == c ? share : Math.Sqrt(share);
                string color = r == c ? "var(--heat)" : "192, 54, 44";
                string look = count == 0 ? " class=\"none\"" : string.Create(CultureInfo.InvariantCulture, $" style=\"background:rgba({color}, {0.08 + 0.72 * shade:0.##}){(shade > 0.55 ? ";color:#fff" : "")}\"");
                html.Append($"<td{look} title=\"{Page.Escape(names[r])} taken for {Page.Escape(names[c])}: {count} of {total}\">{(count == 0 ? "·" : count)}</td>");
            }
            html.Append($"<td class=\"rate\">{(total > 0 ? Texts.Percent(matrix.Recall(r)) : "–")}</td></tr>\n");
        }
        return html.Append("</table>").ToString();
    }

    private static string Pairs(ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        var pairs = Enumerable.Range(0, matrix.Classes).SelectMany(r => Enumerable.Range(0, matrix.Classes).Where(c => c != r).Select(c => (Row: r, Column: c, Count: matrix[r, c])))
            .Where(p => p.Count > 0).OrderByDescending(p => p.Count).Take(8).ToList();
        if (pairs.Count == 0)
            return "<p>Nothing was confused.</p>";
        string rows = string.Concat(pairs.Select(p => $"<tr><td>{Page.Escape(names[p.Row])}</td><td>{Page.Escape(names[p.Column])}</td><td>{p.Count}</td></tr>\n"));
        return $"<table class=\"list\"><tr><th>true class</th><th>taken for</th><th>times</th></tr>\n{rows}</table>";
    }
}
