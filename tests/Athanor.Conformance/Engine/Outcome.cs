namespace Athanor.Conformance.Engine;

/// <summary>How a case ended.</summary>
public enum Status
{
    Passed,
    Failed,
    Skipped,
}

/// <summary>What came of one case: a sample of an operator, a model, an optimizer, a schedule.</summary>
/// <param name="File">The file's name without its ending.</param>
/// <param name="Case">The case inside the file: a sample's number, an optimizer's name; "" where a file is one case.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Detail">Why it failed or was skipped, with figure and bound; "" if it passed.</param>
public sealed record Outcome(string File, string Case, Status Status, string Detail = "")
{
    /// <summary>File and case: <c>abs#0</c>, <c>torch.optim:adam</c>, <c>torch.nn.linear</c>.</summary>
    public string Name => Case.Length == 0 ? File : char.IsDigit(Case[0]) ? $"{File}#{Case}" : $"{File}:{Case}";
}
