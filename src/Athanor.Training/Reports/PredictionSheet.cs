using System.Text;
using Athanor.Data;

namespace Athanor.Training;

/// <summary>Samples with what the model took them for: pictures where they are images, else rows.</summary>
internal static class PredictionSheet
{
    public static string Draw(Judged judged, DataSplit about, IReadOnlyList<string> names) =>
        Part(judged.Wrong, about, names, $"Wrong ({(judged.WrongCount > judged.Wrong.Count ? $"the surest {judged.Wrong.Count} of {judged.WrongCount}" : $"{judged.WrongCount}")})")
        + Part(judged.Right, about, names, "Right (some)");

    private static string Part(List<Answer> answers, DataSplit about, IReadOnlyList<string> names, string title)
    {
        if (answers.Count == 0)
            return "";
        return $"<h3>{Page.Escape(title)}</h3>" + (about.HasImages && about.InputShape[0] is 1 or 3 ? Pictures(answers, about, names) : Rows(answers, names));
    }

    private static string Pictures(List<Answer> answers, DataSplit about, IReadOnlyList<string> names)
    {
        (int channels, int height, int width) = (about.InputShape[0], about.InputShape[1], about.InputShape[2]);
        // Back to raw values where normalisation shifted the channels apart; then one scale for all pictures.
        float[][] raw = [.. answers.Select(a => Undo(a.Input, about.Normalisation, channels))];
        float low = raw.Min(r => r.Min()), high = raw.Max(r => r.Max());
        var html = new StringBuilder("<div class=\"sheet\">");
        for (int i = 0; i < raw.Length; i++)
        {
            Answer a = answers[i];
            string picture = Picture.Sample(raw[i], channels, height, width, low, high);
            bool right = a.Predicted == a.Actual;
            string actual = Page.Escape(names[a.Actual]), found = Page.Escape(names[a.Predicted]), sure = Texts.Percent(a.Probabilities[a.Predicted]);
            string text = right
                ? $"<div class=\"good\">{found} · {sure}</div>"
                : $"<div class=\"bad\">{found} · {sure}</div><div>is {actual} · {Texts.Percent(a.Probabilities[a.Actual])}</div>";
            html.Append($"<div class=\"card\"><img alt=\"{actual}\" title=\"{Page.Escape(Top(a, names))}\" src=\"{picture}\">{text}</div>\n");
        }
        return html.Append("</div>").ToString();
    }

    private static string Rows(List<Answer> answers, IReadOnlyList<string> names)
    {
        string rows = string.Concat(answers.Take(12).Select(a =>
            $"<tr><td>{Page.Escape(names[a.Actual])}</td><td>{Page.Escape(Top(a, names))}</td></tr>\n"));
        return $"<table class=\"list\"><tr><th>is</th><th>taken for</th></tr>\n{rows}</table>";
    }

    /// <summary>The three likeliest classes.</summary>
    private static string Top(Answer answer, IReadOnlyList<string> names) => string.Join(", ", answer.Probabilities.Index()
        .OrderByDescending(p => p.Item).Take(3).Select(p => $"{names[p.Index]} {Texts.Percent(p.Item)}"));

    private static float[] Undo(float[] input, Normalisation normalisation, int channels)
    {
        int pixels = input.Length / channels;
        var raw = new float[input.Length];
        for (int i = 0; i < raw.Length; i++)
        {
            int c = i / pixels;
            raw[i] = input[i] * normalisation.Scale[c % normalisation.Scale.Length] + normalisation.Mean[c % normalisation.Mean.Length];
        }
        return raw;
    }
}
