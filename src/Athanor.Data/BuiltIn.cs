using System.IO.Compression;
using Athanor.Data.Files;

namespace Athanor.Data;

/// <summary>
/// Three classic sets that come with this library, so that a first network needs no download. Origin and licences (CC BY 4.0, BSD-3-Clause)
/// are in <c>THIRD-PARTY-NOTICES.md</c>.
/// </summary>
public static class BuiltIn
{
    /// <summary>
    /// 1,797 handwritten digits of 8×8 pixels, values 0 (background) to 16 (ink): the test part of Optical Recognition of Handwritten
    /// Digits.
    /// </summary>
    public static LabeledSet Digits()
    {
        using var zipped = Open("digits.csv.gz");
        using var text = new StreamReader(new GZipStream(zipped, CompressionMode.Decompress));
        var table = CsvReading.Read(text, "digits.csv.gz", new CsvOptions { Header = false });
        string[] pixels = [.. Enumerable.Range(0, 64).Select(i => $"pixel_{i / 8}_{i % 8}")];
        return new LabeledSet(table.Features, table.Labels!, [8, 8], pixels, [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
    }

    /// <summary>150 irises of 3 species: length and width of sepal and petal in centimetres.</summary>
    public static LabeledSet Iris() => Read("iris.csv", ["sepal length", "sepal width", "petal length", "petal width"]);

    /// <summary>178 wines of 3 cultivators of one region: 13 chemical measurements, of very different scales.</summary>
    public static LabeledSet Wine() => Read(
        "wine_data.csv",
        [
            "alcohol", "malic acid", "ash", "alcalinity of ash", "magnesium", "total phenols", "flavanoids", "nonflavanoid phenols",
            "proanthocyanins", "color intensity", "hue", "od280/od315 of diluted wines", "proline",
        ]);

    private static LabeledSet Read(string resource, string[] featureNames)
    {
        using var text = new StreamReader(Open(resource));
        // These files begin with a line of their own kind: rows, columns, class names.
        string[] head = text.ReadLine()!.Split(',');
        var table = CsvReading.Read(text, resource, new CsvOptions { Header = false });
        return new LabeledSet(table.Features, table.Labels!, [table.Columns], featureNames, head[2..]);
    }

    private static Stream Open(string resource)
        => typeof(BuiltIn).Assembly.GetManifestResourceStream($"Athanor.Data.Resources.{resource}")
            ?? throw new InvalidOperationException($"{resource} is missing from Athanor.Data: the library was built without its data");
}
