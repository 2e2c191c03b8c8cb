namespace Athanor.Nn;

/// <summary>Keeps an optimizer's learning rates at what a schedule says; each group has its own base rate.</summary>
public sealed class Scheduler
{
    private readonly double[] _baseRates;
    private long _step;

    /// <summary>Sets the rates of step 0 at once.</summary>
    /// <param name="optimizer">Its groups' rates now are the base rates.</param>
    /// <param name="schedule">The schedule.</param>
    public Scheduler(Optimizer optimizer, Schedule schedule)
    {
        (Optimizer, Schedule) = (optimizer, schedule);
        _baseRates = [.. optimizer.Groups.Select(g => g.LearningRate)];
        StepCount = 0;
    }

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The schedule.</summary>
    public Schedule Schedule { get; }

    /// <summary>The step that the rates are of; the whole state, settable to go on later.</summary>
    public long StepCount
    {
        get => _step;
        set
        {
            _step = value;
            for (int i = 0; i < _baseRates.Length; i++)
                Optimizer.Groups[i].LearningRate = Schedule.Rate(value, _baseRates[i]);
        }
    }

    /// <summary>The first group's rate.</summary>
    public double Rate => Optimizer.LearningRate;

    /// <summary>Goes on to the next step's rates; to be called after the optimizer's step.</summary>
    public void Step() => StepCount++;
}
