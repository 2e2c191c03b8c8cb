using System.Text.RegularExpressions;

namespace Athanor.House.Tests;

/// <summary>Documents point to what is there.</summary>
public sealed partial class DocsTests
{
    private static readonly string[] _folders = ["docs", "src", "tests", "bench", "examples"];

    [Fact]
    public void Relative_links_lead_to_files()
    {
        IEnumerable<string> documents =
            Directory.EnumerateFiles(House.Root, "*.md").Concat(_folders.SelectMany(folder => House.Files(folder, ".md")));
        string[] wrong =
        [
            .. from document in documents
               from link in Links(File.ReadAllText(document))
               let target = Path.Combine(Path.GetDirectoryName(document)!, Uri.UnescapeDataString(link))
               where !File.Exists(target) && !Directory.Exists(target)
               select $"{House.NameOf(document)} links to {link}, which is not there",
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("see [a](docs/a.md), ![b](img/b.png \"a title\") and [c](c.md#part)", "docs/a.md img/b.png c.md")]
    [InlineData("[d]: d.md\n<a href=\"e.md\"><img src='f.png'></a>", "d.md e.md f.png")]
    [InlineData("[web](https://a.b/c) [mail](mailto:a@b.c) [here](#part) [spaces](<a b.md>)", "a b.md")]
    [InlineData("```\nx[i](j)\n```\nand `x[i](k)`", "")]
    public void Links_are_found(string text, string links) => Assert.Equal(links, string.Join(' ', Links(text)));

    private static IEnumerable<string> Links(string text) =>
        from link in Link().Matches(Code().Replace(text, ""))
        let target = link.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !Scheme().IsMatch(target)
        select target;

    [GeneratedRegex(@"^(`{3,}|~{3,}).*?^\1|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((<(?<target>[^>]+)>|(?<target>[^)\s]+))|^\[[^\]]+\]:\s+(?<target>\S+)|(href|src)=[""'](?<target>[^""']+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("^[a-z][a-z+.-]*:", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
