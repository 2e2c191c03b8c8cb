using System.Text;
using Athanor.Conformance.Engine;

namespace Athanor.Conformance.Tests;

/// <summary>The runner tells right from wrong, and names what it cannot run.</summary>
public sealed class RunnerTests
{
    private const string Negation = """
        {"op": "neg", "variant": "", "samples": [{"args": [{"tensor": [2], "dtype": "float64", "values": [1.5, -2.0], "grad": true}], "kwargs": KWARGS,
         "output": {"tensor": [2], "dtype": "float64", "values": [-1.5, 2.0], "grad": true},
         "gradients": [{"tensor": [2], "dtype": "float64", "values": [-0.5, GRADIENT], "grad": false}]}]}
        """;

    [Theory]
    [InlineData("-1.5", "{}", Status.Passed, "")]
    [InlineData("-1.6", "{}", Status.Failed, "gradient 0")]
    [InlineData("-1.5", "{\"alpha\": 2}", Status.Failed, "does not use the arguments alpha")]
    public void An_operator_passes_only_if_all_agrees(string gradient, string arguments, Status status, string detail)
    {
        Outcome outcome = Assert.Single(Run(Negation.Replace("GRADIENT", gradient).Replace("KWARGS", arguments)));
        Assert.Equal(status, outcome.Status);
        Assert.Contains(detail, outcome.Detail);
    }

    [Fact]
    public void An_unknown_operator_is_skipped_by_name()
    {
        Outcome outcome = Assert.Single(Run(Negation.Replace("\"neg\"", "\"no_such_operator\"")));
        Assert.Equal(Status.Skipped, outcome.Status);
        Assert.Contains("no_such_operator", outcome.Detail);
    }

    [Theory]
    [InlineData("{\"op\": ")]
    [InlineData("[]")]
    [InlineData("{\"name\": \"x\"}")]
    public void A_broken_file_is_one_failure_of_one_line(string text)
    {
        Outcome outcome = Assert.Single(Run(text));
        Assert.Equal(Status.Failed, outcome.Status);
        Assert.DoesNotContain('\n', outcome.Detail);
    }

    [Fact]
    public void A_report_ends_with_the_totals()
    {
        var text = new StringWriter();
        var report = new Report(text);
        report.Add(Run(Negation.Replace("GRADIENT", "-1.5").Replace("KWARGS", "{}")));
        report.End();
        Assert.Equal("1 passed, 0 failed, 0 skipped", text.ToString().TrimEnd());
    }

    private static IReadOnlyList<Outcome> Run(string json) =>
        new Runner(Bounds.Single).Run(new CaseFile("case", () => Encoding.UTF8.GetBytes(json)));
}
