namespace Athanor.Nn;

/// <summary>One rise and one fall over a whole training (super-convergence, Smith and Topin 2018); the base rate plays no part.</summary>
/// <param name="Peak">The largest rate.</param>
/// <param name="Steps">All steps.</param>
/// <param name="Rise">The share of the steps that rise.</param>
/// <param name="Start">The peak over the first rate.</param>
/// <param name="End">The first rate over the last.</param>
/// <param name="IsLinear">Whether it goes in lines and not in half cosines.</param>
/// <param name="ThreePhases">Whether the fall goes back to the first rate as fast as the rise, and to the last one from there.</param>
public sealed record OneCycleSchedule(double Peak, long Steps, double Rise, double Start, double End, bool IsLinear, bool ThreePhases) : Schedule
{
    /// <inheritdoc/>
    public override double Rate(long step, double baseRate)
    {
        double first = Peak / Start, last = first / End, top = Rise * Steps - 1, end = Steps - 1;
        if (step <= top)
            return Between(first, Peak, step / top);
        if (!ThreePhases)
            return Between(Peak, last, Math.Min(1, (step - top) / (end - top)));
        double back = 2 * Rise * Steps - 2;
        return step <= back ? Between(Peak, first, (step - top) / (back - top)) : Between(first, last, Math.Min(1, (step - back) / (end - back)));
    }

    private double Between(double from, double to, double share) =>
        IsLinear ? from + (to - from) * share : to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share));
}
