namespace Athanor.Conformance.Coverage;

/// <summary>What a measurement found.</summary>
public enum Answer
{
    /// <summary>The question has no meaning here: no input has a gradient, or the gradient does not depend on the inputs.</summary>
    NotAsked,
    Yes,
    No,
}

/// <summary>A measured answer and, for a no, the engine's own words.</summary>
public readonly record struct Finding(Answer Answer, string Why = "")
{
    /// <summary>A cell of the table.</summary>
    public string Cell => Answer switch
    {
        Answer.Yes => "yes",
        Answer.No => "no",
        _ => "–",
    };
}

/// <summary>A row of the table: an operator, whether it runs in each element type, and its first and second gradient.</summary>
/// <param name="Name">The operator's name in the conformance table.</param>
/// <param name="Runs">A finding for each of <see cref="Survey.DTypes"/>.</param>
/// <param name="Gradient">Whether a backward in float64 runs.</param>
/// <param name="Second">Whether the gradient of the gradient runs in float64 and is finite.</param>
public sealed record Support(string Name, IReadOnlyList<Finding> Runs, Finding Gradient, Finding Second);
