using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Athanor.Data.Files;

/// <summary>Turns the fields that CsvHelper finds into the numbers of a <see cref="CsvTable"/>.</summary>
internal sealed class CsvReading
{
    /// <summary>A number or a name is short; a longer field is a file of another kind or an open quotation mark.</summary>
    private const int MaxFieldChars = 1 << 12;

    private readonly CsvParser _parser;
    private readonly string _name;
    private readonly CsvOptions _options;

    private CsvReading(CsvParser parser, string name, CsvOptions options)
    {
        _parser = parser;
        _name = name;
        _options = options;
    }

    /// <summary>Reads to the end of the text.</summary>
    public static CsvTable Read(TextReader text, string name, CsvOptions options)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = options.Delimiter.ToString(),
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = MaxFieldChars,
        };
        using var parser = new CsvParser(text, configuration, leaveOpen: true);
        try
        {
            return new CsvReading(parser, name, options).ReadTable();
        }
        catch (CsvHelperException e)
        {
            string reason = e.Message.Split('\r', '\n')[0].TrimEnd('.');
            throw new DataFormatException(name, $"line {parser.RawRow}", "well-formed fields", reason, e);
        }
    }

    private CsvTable ReadTable()
    {
        if (!_parser.Read())
            throw new DataFormatException(_name, "line 1", "a row of values", "an empty file");
        int columns = _parser.Count;
        var names = new string[columns];
        for (int i = 0; i < columns; i++)
            names[i] = _options.Header ? _parser[i] : $"column {i + 1}";
        int classColumn = FindClass(names);

        var features = new List<float>();
        var classes = new List<string>();
        int rows = 0;
        for (bool more = !_options.Header || _parser.Read(); more; more = _parser.Read(), rows++)
        {
            if (_parser.Count != columns)
                throw new DataFormatException(_name, $"line {_parser.RawRow}", $"{columns} values", $"{_parser.Count}");
            for (int i = 0; i < columns; i++)
            {
                if (i == classColumn)
                    classes.Add(ClassOf(_parser[i], i, names[i]));
                else
                    features.Add(NumberOf(_parser[i], i, names[i]));
            }
        }
        if (rows == 0)
            throw new DataFormatException(_name, "line 2", "a row of values", "nothing after the header");
        string[] featureNames = [.. names.Where((_, i) => i != classColumn)];
        if (classColumn < 0)
            return new CsvTable([.. features], featureNames, rows, null, []);
        var (labels, classNames) = Label(classes);
        return new CsvTable([.. features], featureNames, rows, labels, classNames);
    }

    private int FindClass(string[] names)
    {
        if (!_options.HasClass)
            return -1;
        if (_options.ClassColumn is { } wanted)
        {
            int at = Array.IndexOf(names, wanted);
            return at >= 0 ? at : throw new DataFormatException(_name, "header", $"a column '{wanted}'", Short(string.Join(", ", names)));
        }
        int index = _options.ClassIndex < 0 ? _options.ClassIndex + names.Length : _options.ClassIndex;
        if (index < 0 || index >= names.Length)
            throw new DataFormatException(_name, "line 1", $"a class column at index {_options.ClassIndex}", $"{names.Length} columns");
        return index;
    }

    private string ClassOf(string field, int column, string name)
        => field.Length > 0 ? field : throw new DataFormatException(_name, Where(column, name), "a class", "nothing");

    private float NumberOf(string field, int column, string name)
    {
        if (float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value))
            return value;
        throw new DataFormatException(_name, Where(column, name), "a finite number", field.Length > 0 ? $"'{Short(field)}'" : "nothing");
    }

    private string Where(int column, string name)
        => $"line {_parser.RawRow}, column {column + 1}{(_options.Header ? $" ({Short(name)})" : "")}";

    /// <summary>Integers are labels as they stand; else names are numbered in ordinal order, so that row order does not matter.</summary>
    private static (int[] Labels, string[] Names) Label(List<string> classes)
    {
        var labels = new int[classes.Count];
        int i = 0;
        while (i < labels.Length && int.TryParse(classes[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out labels[i]))
            i++;
        if (i == labels.Length)
            return (labels, []);
        string[] names = [.. classes.Distinct().Order(StringComparer.Ordinal)];
        for (i = 0; i < labels.Length; i++)
            labels[i] = Array.BinarySearch(names, classes[i], StringComparer.Ordinal);
        return (labels, names);
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..57] + "…";
}
