namespace Athanor.Nn;

/// <summary>A straight rise to where another schedule begins, then that schedule.</summary>
/// <param name="Steps">Steps of the rise.</param>
/// <param name="Then">What follows, from its step 0.</param>
/// <param name="Start">The first rate, as a share of the one that the rise leads to.</param>
public sealed record WarmUpSchedule(long Steps, Schedule Then, double Start = 0) : Schedule
{
    /// <inheritdoc/>
    public override double Rate(long step, double baseRate) => step >= Steps
        ? Then.Rate(step - Steps, baseRate)
        : Then.Rate(0, baseRate) * (Start + (1 - Start) * step / Steps);
}

/// <summary>Schedules one after another, each from its step 0.</summary>
/// <param name="Parts">How long each lasts; the last one goes on for good.</param>
public sealed record SequenceSchedule(IReadOnlyList<(long Steps, Schedule Schedule)> Parts) : Schedule
{
    /// <inheritdoc/>
    public override double Rate(long step, double baseRate)
    {
        int i = 0;
        for (; i < Parts.Count - 1 && step >= Parts[i].Steps; i++)
            step -= Parts[i].Steps;
        return Parts[i].Schedule.Rate(step, baseRate);
    }
}
