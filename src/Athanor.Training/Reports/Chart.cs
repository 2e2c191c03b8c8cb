using System.Globalization;
using System.Text;

namespace Athanor.Training;

/// <summary>One set of points of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Color">A CSS colour.</param>
/// <param name="Points">Its points, by rising x for lines.</param>
/// <param name="Style">How they are drawn.</param>
internal sealed record Series(string Name, string Color, IReadOnlyList<(double X, double Y)> Points, SeriesStyle Style = SeriesStyle.Line);

internal enum SeriesStyle
{
    Line,
    Faint,
    Dots,
}

/// <summary>Lines and points over two axes, as SVG that needs no script: a tooltip is a title element.</summary>
internal static class Chart
{
    private const int Width = 560, Height = 300, Left = 58, Right = 14, Top = 12, Bottom = 42;

    public static string Draw(string title, string xName, IReadOnlyList<Series> series, bool wholeX = false, bool percent = false)
    {
        series = [.. series.Select(s => s with { Points = [.. s.Points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y))] }).Where(s => s.Points.Count > 0)];
        if (series.Count == 0)
            return "";
        var all = series.SelectMany(s => s.Points).ToList();
        double low = all.Min(p => p.Y), high = all.Max(p => p.Y);
        // What falls by more than a factor of thirty is only readable as factors.
        bool log = !percent && low > 0 && high / low > 30 && series.All(s => s.Style != SeriesStyle.Dots);
        var x = new Axis(all.Min(p => p.X), all.Max(p => p.X), Left, Width - Right, ticks: 8, whole: wholeX, tight: true);
        var y = new Axis(low, high, Height - Bottom, Top, ticks: 5, log: log);

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Page.Escape(title)}\">\n");
        foreach (double tick in y.Ticks)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y.At(tick):0.#}\" y2=\"{y.At(tick):0.#}\" stroke=\"var(--grid)\"/><text x=\"{Left - 8}\" y=\"{y.At(tick) + 4:0.#}\" text-anchor=\"end\">{(percent ? (100 * tick).ToString("0.##", CultureInfo.InvariantCulture) + " %" : y.Label(tick))}</text>\n");
        foreach (double tick in x.Ticks)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x.At(tick):0.#}\" x2=\"{x.At(tick):0.#}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom + 4}\" stroke=\"var(--line)\"/><text x=\"{x.At(tick):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{x.Label(tick)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom}\" stroke=\"var(--line)\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 4}\" text-anchor=\"middle\">{Page.Escape(xName)}</text>\n");
        foreach (Series one in series)
            Draw(svg, one, xName, x, y, percent);
        svg.Append("</svg>");

        string legend = string.Concat(series.Select(s => $"<span><i style=\"background:{s.Color}{(s.Style == SeriesStyle.Faint ? ";opacity:.4" : "")}\"></i>{Page.Escape(s.Name)}</span>"));
        return $"<figure><figcaption>{Page.Escape(title)}{(log ? " (logarithmic)" : "")}<span class=\"legend\">{legend}</span></figcaption>\n{svg}\n</figure>\n";
    }

    private static void Draw(StringBuilder svg, Series series, string xName, Axis x, Axis y, bool percent)
    {
        if (series.Style != SeriesStyle.Dots)
        {
            string path = string.Join(' ', series.Points.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x.At(p.X):0.#} {y.At(p.Y):0.#}")));
            string look = series.Style == SeriesStyle.Faint ? "stroke-width=\"1\" opacity=\".4\"" : "stroke-width=\"2\"";
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"{series.Color}\" {look} stroke-linejoin=\"round\"/>\n");
            if (series.Style == SeriesStyle.Faint)
                return;
        }
        int every = Math.Max(1, series.Points.Count / (series.Style == SeriesStyle.Dots ? 400 : 150));
        bool marked = series.Style == SeriesStyle.Line && series.Points.Count <= 30;
        foreach ((int i, (double X, double Y) p) in series.Points.Index())
        {
            if (i % every != 0 && i != series.Points.Count - 1)
                continue;
            string value = percent ? Texts.Percent(p.Y) : Texts.Number(p.Y);
            string title = $"{series.Name}: {value} at {xName} {Texts.Number(p.X)}";
            string look = series.Style == SeriesStyle.Dots ? $"r=\"2.6\" fill=\"{series.Color}\" opacity=\".65\"" : marked ? $"r=\"3\" fill=\"{series.Color}\"" : $"r=\"5\" class=\"hit\" style=\"color:{series.Color}\"";
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x.At(p.X):0.#}\" cy=\"{y.At(p.Y):0.#}\" {look}><title>{Page.Escape(title)}</title></circle>\n");
        }
    }
}
