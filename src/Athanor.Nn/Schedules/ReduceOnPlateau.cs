namespace Athanor.Nn;

/// <summary>Lowers an optimizer's learning rates when a measure stops improving.</summary>
public sealed class ReduceOnPlateau
{
    private readonly bool _maximize;
    private readonly double _threshold;
    private readonly bool _relative;

    /// <summary>A watch over an optimizer, with PyTorch's defaults.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="maximize">Whether larger is better.</param>
    /// <param name="factor">What rates are multiplied by.</param>
    /// <param name="patience">How many reports without improvement are let pass.</param>
    /// <param name="threshold">How much better counts.</param>
    /// <param name="relative">Whether the threshold is a share of the best.</param>
    /// <param name="cooldown">How many reports after a change are not counted.</param>
    /// <param name="minimum">The smallest rate.</param>
    public ReduceOnPlateau(
        Optimizer optimizer, bool maximize = false, double factor = 0.1, int patience = 10, double threshold = 1e-4, bool relative = true,
        int cooldown = 0, double minimum = 0)
    {
        if (!(factor < 1))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "must be less than 1");
        (Optimizer, _maximize, Factor, Patience, _threshold, _relative, Cooldown, Minimum) =
            (optimizer, maximize, factor, patience, threshold, relative, cooldown, minimum);
        Best = maximize ? double.NegativeInfinity : double.PositiveInfinity;
    }

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>What rates are multiplied by.</summary>
    public double Factor { get; }

    /// <summary>How many reports without improvement are let pass.</summary>
    public int Patience { get; }

    /// <summary>How many reports after a change are not counted.</summary>
    public int Cooldown { get; }

    /// <summary>The smallest rate.</summary>
    public double Minimum { get; }

    /// <summary>The best measure so far; part of the state.</summary>
    public double Best { get; set; }

    /// <summary>Reports since the last improvement; part of the state.</summary>
    public int BadReports { get; set; }

    /// <summary>Reports that will not be counted; part of the state.</summary>
    public int CooldownLeft { get; set; }

    /// <summary>Takes note of a measure, such as the validation loss of an epoch. Returns whether rates were lowered.</summary>
    public bool Report(double measure)
    {
        if (IsBetter(measure))
            (Best, BadReports) = (measure, 0);
        else
            BadReports++;
        if (CooldownLeft > 0)
        {
            CooldownLeft--;
            BadReports = 0;
        }
        if (BadReports <= Patience)
            return false;
        foreach (ParameterGroup group in Optimizer.Groups)
        {
            double rate = Math.Max(group.LearningRate * Factor, Minimum);
            if (group.LearningRate - rate > 1e-8)
                group.LearningRate = rate;
        }
        (CooldownLeft, BadReports) = (Cooldown, 0);
        return true;
    }

    private bool IsBetter(double measure) => (_maximize, _relative) switch
    {
        (false, true) => measure < Best * (1 - _threshold),
        (false, false) => measure < Best - _threshold,
        (true, true) => measure > Best * (1 + _threshold),
        _ => measure > Best + _threshold,
    };
}
