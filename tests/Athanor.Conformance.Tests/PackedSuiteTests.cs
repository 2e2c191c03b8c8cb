using Athanor.Conformance.Engine;

namespace Athanor.Conformance.Tests;

/// <summary>The packed golden cases: nothing fails but what docs/conformance.md names with a reason.</summary>
public sealed class PackedSuiteTests
{
    private const string Single = "Differences in float32", Double = "Differences in float64";

    [Theory]
    [InlineData("ops", false, 2450)]
    [InlineData("ops", true, 2450)]
    [InlineData("layers", false, 110)]
    [InlineData("layers", true, 110)]
    public void Nothing_fails_but_what_is_listed(string suite, bool wide, int floor)
    {
        var runner = new Runner(wide ? Bounds.Double : Bounds.Single);
        Outcome[] outcomes = [.. CaseFile.Packed(suite).SelectMany(runner.Run)];
        IReadOnlyDictionary<string, string> known = KnownDifferences.Under(wide ? Double : Single);

        Outcome[] failed = [.. outcomes.Where(outcome => outcome.Status == Status.Failed)];
        string[] surprising = [.. failed.Where(outcome => !known.ContainsKey(outcome.Name)).Select(outcome => $"{outcome.Name}: {outcome.Detail}")];
        Assert.True(surprising.Length == 0, $"not listed in docs/conformance.md:\n{string.Join('\n', surprising)}");
        int passed = outcomes.Count(outcome => outcome.Status == Status.Passed);
        Assert.True(passed >= floor, $"{passed} cases passed, and {floor} did before");
    }

    // A case that came right leaves the list, so that it cannot go wrong again unseen.
    [Theory]
    [InlineData(Single, false)]
    [InlineData(Double, true)]
    public void What_is_listed_still_fails(string heading, bool wide)
    {
        var runner = new Runner(wide ? Bounds.Double : Bounds.Single);
        IReadOnlyDictionary<string, string> known = KnownDifferences.Under(heading);
        Assert.All(known.Values, reason => Assert.NotEqual("", reason));
        HashSet<string> files = [.. known.Keys.Select(name => name.Split('#', ':')[0])];
        HashSet<string> failed =
        [
            .. CaseFile.Packed("ops").Concat(CaseFile.Packed("layers")).Where(file => files.Contains(file.Name))
                .SelectMany(runner.Run).Where(outcome => outcome.Status == Status.Failed).Select(outcome => outcome.Name),
        ];
        Assert.Empty(known.Keys.Where(name => !failed.Contains(name)));
    }
}
