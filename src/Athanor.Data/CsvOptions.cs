namespace Athanor.Data;

/// <summary>How a <see cref="CsvTable"/> is read; <c>with</c> changes one thing.</summary>
public sealed record CsvOptions
{
    /// <summary>A header line, commas, the class in the last column.</summary>
    public static CsvOptions Default { get; } = new();

    /// <summary>Whether the first line names the columns; otherwise they are called <c>column 1</c>, <c>column 2</c> and so on.</summary>
    public bool Header { get; init; } = true;

    /// <summary>What stands between two values of a line.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Whether one column is the class; without, all columns are features.</summary>
    public bool HasClass { get; init; } = true;

    /// <summary>The position of the class column from 0, negative from the right; the last by default.</summary>
    public int ClassIndex { get; init; } = -1;

    /// <summary>The name of the class column in the header; goes before <see cref="ClassIndex"/> when given.</summary>
    public string? ClassColumn { get; init; }
}
