using System.Globalization;
using System.Text.Json;
using Athanor.Data;

namespace Athanor.Training;

/// <summary>What has to be known of a trained model to ask it: kept in the header of its <c>model.safetensors</c>.</summary>
/// <param name="Name">What it is called: the recipe.</param>
/// <param name="InputShape">The shape of one input; null if unknown.</param>
/// <param name="ClassNames">The names of the classes; empty for other answers.</param>
/// <param name="Normalisation">What raw values go through.</param>
/// <param name="Details">The settings that it was made with.</param>
public sealed record ModelCard(
    string Name, Shape? InputShape, IReadOnlyList<string> ClassNames, Normalisation Normalisation, IReadOnlyDictionary<string, string> Details)
{
    private const string Prefix = "athanor.", DetailPrefix = "athanor.set.";

    /// <summary>As texts for a file's header.</summary>
    public Dictionary<string, string> ToMetadata()
    {
        var texts = new Dictionary<string, string>
        {
            [Prefix + "name"] = Name,
            [Prefix + "classes"] = JsonSerializer.Serialize([.. ClassNames], TrainingJson.Default.StringArray),
            [Prefix + "mean"] = JsonSerializer.Serialize(Normalisation.Mean, TrainingJson.Default.SingleArray),
            [Prefix + "scale"] = JsonSerializer.Serialize(Normalisation.Scale, TrainingJson.Default.SingleArray),
        };
        if (InputShape is not null)
            texts[Prefix + "input_shape"] = string.Join(',', InputShape.ToArray().Select(d => d.ToString(CultureInfo.InvariantCulture)));
        foreach ((string key, string value) in Details)
            texts[DetailPrefix + key] = value;
        return texts;
    }

    /// <summary>Reads the card of a model file.</summary>
    /// <returns>Null if the file was not written by a training.</returns>
    /// <exception cref="IOException">The file cannot be read, or its card is broken.</exception>
    public static ModelCard? Read(string path)
    {
        IReadOnlyDictionary<string, string> texts = ModelFile.ReadMetadata(path);
        if (!texts.TryGetValue(Prefix + "name", out string? name))
            return null;
        try
        {
            string[] classes = JsonSerializer.Deserialize(Text("classes", "[]"), TrainingJson.Default.StringArray) ?? [];
            float[] mean = JsonSerializer.Deserialize(Text("mean", "[0]"), TrainingJson.Default.SingleArray) ?? [0];
            float[] scale = JsonSerializer.Deserialize(Text("scale", "[1]"), TrainingJson.Default.SingleArray) ?? [1];
            Shape? shape = texts.TryGetValue(Prefix + "input_shape", out string? dims)
                ? new Shape([.. dims.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(d => int.Parse(d, CultureInfo.InvariantCulture))])
                : null;
            var details = texts.Where(t => t.Key.StartsWith(DetailPrefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[DetailPrefix.Length..], t => t.Value);
            return new ModelCard(name, shape, classes, new Normalisation(mean, scale), details);
        }
        catch (Exception error) when (error is JsonException or FormatException or OverflowException or ArgumentException)
        {
            throw new Formats.MalformedFileException(path, $"expected the header to describe the model, found a fault in it: {error.Message}", error);
        }

        string Text(string key, string otherwise) => texts.GetValueOrDefault(Prefix + key, otherwise);
    }
}
