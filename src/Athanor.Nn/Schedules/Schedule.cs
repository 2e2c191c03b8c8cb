namespace Athanor.Nn;

/// <summary>
/// How the learning rate changes with the steps (or epochs): a function of the step and the base rate, so that its whole state is the
/// step's number.
/// </summary>
public abstract record Schedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="baseRate">The optimizer's rate before any schedule.</param>
    public abstract double Rate(long step, double baseRate);

    /// <summary>The base rate times <paramref name="factor"/> for each <paramref name="every"/> steps gone.</summary>
    public static Schedule Step(long every, double factor = 0.1) =>
        every > 0 ? new LambdaSchedule(s => Math.Pow(factor, s / every))
            : throw new ArgumentOutOfRangeException(nameof(every), every, "must be positive");

    /// <summary>The base rate times <paramref name="factor"/> for each milestone reached.</summary>
    public static Schedule MultiStep(IEnumerable<long> milestones, double factor = 0.1)
    {
        long[] reached = [.. milestones];
        return new LambdaSchedule(s => Math.Pow(factor, reached.Count(m => s >= m)));
    }

    /// <summary>The base rate times <paramref name="factor"/> for each step gone.</summary>
    public static Schedule Exponential(double factor) => new LambdaSchedule(s => Math.Pow(factor, s));

    /// <summary>
    /// Half a cosine from the base rate to <paramref name="minimum"/> in <paramref name="steps"/> steps, and on as a wave (Loshchilov and
    /// Hutter 2017).
    /// </summary>
    public static Schedule Cosine(long steps, double minimum = 0) => new CosineSchedule(steps, minimum);

    /// <summary>
    /// Half cosines to <paramref name="minimum"/>, each starting at the base rate and <paramref name="growth"/> times as long as the one
    /// before.
    /// </summary>
    public static Schedule CosineRestarts(long steps, int growth = 1, double minimum = 0) =>
        new CosineRestartsSchedule(steps, growth, minimum);

    /// <summary>
    /// The base rate times a factor that goes from <paramref name="start"/> to <paramref name="end"/> in <paramref name="steps"/> steps
    /// and stays.
    /// </summary>
    public static Schedule Linear(double start = 1.0 / 3, double end = 1, long steps = 5) =>
        new LambdaSchedule(s => start + (end - start) * Math.Min(s, steps) / steps);

    /// <summary>From the base rate to 0 in <paramref name="steps"/> steps, as (1 − step / steps) to a power.</summary>
    public static Schedule Polynomial(long steps, double power = 1) =>
        new LambdaSchedule(s => Math.Pow(1 - (double)Math.Min(s, steps) / steps, power));

    /// <summary>The base rate times <paramref name="factor"/> for <paramref name="steps"/> steps, the base rate after.</summary>
    public static Schedule Constant(double factor = 1.0 / 3, long steps = 5) => new LambdaSchedule(s => s < steps ? factor : 1);

    /// <summary>One rise to <paramref name="peak"/> and one fall to almost 0 (Smith and Topin 2018).</summary>
    public static Schedule OneCycle(
        double peak, long steps, double rise = 0.3, double start = 25, double end = 1e4, bool linear = false, bool threePhases = false) =>
        new OneCycleSchedule(peak, steps, rise, start, end, linear, threePhases);

    /// <summary>Up and down between two rates again and again (Smith 2017).</summary>
    public static Schedule Cyclic(
        double low, double high, long up = 2000, long? down = null, CyclicShape shape = CyclicShape.Triangular, double factor = 1) =>
        new CyclicSchedule(low, high, up, down ?? up, shape, factor);

    /// <summary>The base rate times a factor of the step.</summary>
    public static Schedule Lambda(Func<long, double> factor) => new LambdaSchedule(factor);

    /// <summary>
    /// From a share of what <paramref name="then"/> begins with up to it in <paramref name="steps"/> steps, then that schedule from its
    /// step 0.
    /// </summary>
    public static Schedule WarmUp(long steps, Schedule? then = null, double start = 0) =>
        new WarmUpSchedule(steps, then ?? Lambda(_ => 1), start);

    /// <summary>Schedules one after another, each from its step 0: the last one goes on for good.</summary>
    public static Schedule Sequence(params IEnumerable<(long Steps, Schedule Schedule)> parts) => new SequenceSchedule([.. parts]);
}

/// <summary>The base rate times a factor of the step.</summary>
/// <param name="Factor">From the step to the factor.</param>
public sealed record LambdaSchedule(Func<long, double> Factor) : Schedule
{
    /// <inheritdoc/>
    public override double Rate(long step, double baseRate) => baseRate * Factor(step);
}
