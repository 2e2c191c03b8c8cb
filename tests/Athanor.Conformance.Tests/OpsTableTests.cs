using System.Runtime.CompilerServices;
using Athanor.Conformance.Coverage;

namespace Athanor.Conformance.Tests;

/// <summary>docs/ops.md tells what a measurement finds now.</summary>
public sealed class OpsTableTests
{
    [Fact]
    public void The_page_of_operators_is_what_is_measured()
    {
        string path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "ops.md");
        string page = OpsPage.Write(Survey.Run());
        if (Environment.GetEnvironmentVariable("ATHANOR_UPDATE_DOCS") == "1")
            File.WriteAllText(path, page);
        using Stream stream = typeof(OpsTableTests).Assembly.GetManifestResourceStream("ops.md")!;
        string written = Environment.GetEnvironmentVariable("ATHANOR_UPDATE_DOCS") == "1" ? page : new StreamReader(stream).ReadToEnd();
        string[] now = page.Split('\n'), before = written.ReplaceLineEndings("\n").Split('\n');
        string difference = string.Join('\n', now.Except(before).Select(line => "+ " + line)
            .Concat(before.Except(now).Select(line => "- " + line)));
        Assert.True(now.SequenceEqual(before), $"docs/ops.md is out of date; run this test with ATHANOR_UPDATE_DOCS=1:\n{difference}");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
