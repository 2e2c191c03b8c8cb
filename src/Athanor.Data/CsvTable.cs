using System.Text;
using Athanor.Data.Files;

namespace Athanor.Data;

/// <summary>Numbers in rows and columns with, usually, a class for each row.</summary>
public sealed class CsvTable
{
    internal CsvTable(float[] features, string[] featureNames, int rows, int[]? labels, string[] classNames)
    {
        Features = features;
        FeatureNames = featureNames;
        Rows = rows;
        Labels = labels;
        ClassNames = classNames;
    }

    /// <summary>The values, shape (<see cref="Rows"/>, <see cref="Columns"/>) in C order, without the class column; all finite.</summary>
    public float[] Features { get; }

    /// <summary>The names of the feature columns in the order of the file.</summary>
    public string[] FeatureNames { get; }

    /// <summary>The number of rows, the header not counted.</summary>
    public int Rows { get; }

    /// <summary>The number of feature columns.</summary>
    public int Columns => FeatureNames.Length;

    /// <summary>A class a row: the integers of the file, or positions in <see cref="ClassNames"/>; null without a class column.</summary>
    public int[]? Labels { get; }

    /// <summary>The class names in ordinal order when the class column holds text; empty when it holds integers.</summary>
    public string[] ClassNames { get; }

    /// <summary>Reads a file in UTF-8 (or with the mark of another Unicode form).</summary>
    /// <exception cref="DataFormatException">A value is missing or no number; the message has line and column.</exception>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    public static CsvTable Read(string path, CsvOptions? options = null)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        return CsvReading.Read(reader, path, options ?? CsvOptions.Default);
    }

    /// <summary>Reads from a stream, which is left open.</summary>
    /// <param name="stream">The source, from its position to its end.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="DataFormatException">A value is missing or no number; the message has line and column.</exception>
    public static CsvTable Read(Stream stream, string name, CsvOptions? options = null)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        return CsvReading.Read(reader, name, options ?? CsvOptions.Default);
    }
}
