using System.Text;
using Athanor.Nn;

namespace Athanor.Training;

/// <summary>The first layer's weights as pictures: kernels of a convolution, or the rows of a matrix over an image.</summary>
internal static class FilterSheet
{
    private const int Most = 48;

    /// <returns>Empty where the first weights are no pictures.</returns>
    public static (string Html, string Note) Draw(Module model, Shape? input)
    {
        if (model.NamedParameters().FirstOrDefault(p => p.Value.Rank >= 2) is not { Value: { } weight } first || weight.DType != DType.Float32)
            return ("", "");
        bool conv = weight.Rank == 4 && weight.Shape[2] * weight.Shape[3] > 1;
        bool dense = weight.Rank == 2 && input is { Rank: 3 } && weight.Shape[1] == input.Count;
        if (!conv && !dense)
            return ("", "");
        (int height, int width) = conv ? (weight.Shape[2], weight.Shape[3]) : (input![1], input[2]);
        int channels = conv ? weight.Shape[1] : input![0], pixels = height * width;
        float[] values = weight.Detach().ToArray<float>();
        int shown = Math.Min(Most, values.Length / pixels);
        double most = values.Take(shown * pixels).Max(v => Math.Abs(v));
        var html = new StringBuilder("<div class=\"filters\">");
        for (int i = 0; i < shown; i++)
        {
            string name = channels == 1 ? $"filter {i}" : $"filter {i / channels}, channel {i % channels}";
            ReadOnlySpan<float> plane = values.AsSpan(i * pixels, pixels);
            html.Append($"<img alt=\"{name}\" title=\"{name}\" src=\"{Picture.Weights(plane, height, width, most)}\">");
        }
        html.Append($"</div><div class=\"scale\">{Texts.Number(-most)}<i></i>{Texts.Number(most)}</div>");
        string some = shown * pixels < values.Length ? $", the first {shown} of {values.Length / pixels} planes" : "";
        return (html.ToString(), $"{first.Name} {weight.Shape}{some}; all on one scale.");
    }
}
