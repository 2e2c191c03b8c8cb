using System.Text.RegularExpressions;

namespace Athanor.House.Tests;

/// <summary>What a reader may count on in every source file.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 600;

    private static readonly string[] _folders = ["src", "tests", "bench", "examples"];

    [Fact]
    public void Files_are_short()
    {
        string[] wrong =
        [
            .. from folder in _folders
               from file in House.Files(folder, ".cs")
               let lines = File.ReadLines(file).Count()
               where lines >= MaxLines
               select $"{House.NameOf(file)} has {lines} lines, and must have under {MaxLines}: it holds more than one idea",
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Nothing_is_a_stub()
    {
        string[] wrong =
        [
            .. from file in House.Files("src", ".cs")
               from line in File.ReadLines(file).Index()
               where Stub().IsMatch(line.Item)
               select $"{House.NameOf(file)}:{line.Index + 1}: {line.Item.Trim()}",
        ];
        Assert.True(wrong.Length == 0, "what is published is finished, or is not there:\n" + string.Join('\n', wrong));
    }

    [GeneratedRegex(@"\b(NotImplementedException|TODO|FIXME|HACK)\b")]
    private static partial Regex Stub();
}
