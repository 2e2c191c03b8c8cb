using Athanor.Conformance.Coverage;

namespace Athanor.Conformance.Tests;

/// <summary>Second derivatives of every operator that has them, judged by differences of first ones.</summary>
public sealed class SecondDerivativeTests
{
    // Each with what is known of it; docs/conformance.md repeats them.
    private static readonly Dictionary<string, string> _open = new()
    {
        ["cholesky_solve"] = "reads one triangle of its factor, where the sample moves both",
        ["linalg.pinv"] = "differs at a sample of nearly deficient rank; not yet explained",
        ["logcumsumexp"] = "overflows where values of 10,000 stand beside small ones",
    };

    [Fact]
    public void Second_derivatives_are_those_of_finite_differences()
    {
        (int compared, IReadOnlyList<string> wrong) = SecondDifferences.Run();
        string[] unknown = [.. wrong.Where(line => !_open.ContainsKey(line[..line.IndexOf(':', StringComparison.Ordinal)]))];
        Assert.True(unknown.Length == 0, $"{unknown.Length} of {compared}:\n{string.Join('\n', unknown)}");
        Assert.InRange(compared, 300, int.MaxValue);
    }
}
