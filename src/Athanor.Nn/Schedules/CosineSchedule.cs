namespace Athanor.Nn;

/// <summary>Half a cosine from the base rate down, and on as a wave (Loshchilov and Hutter 2017).</summary>
/// <param name="Steps">Steps from the base rate to the minimum.</param>
/// <param name="Minimum">The smallest rate.</param>
public sealed record CosineSchedule(long Steps, double Minimum = 0) : Schedule
{
    /// <inheritdoc/>
    public override double Rate(long step, double baseRate) => Minimum + (baseRate - Minimum) * (1 + Math.Cos(Math.PI * step / Steps)) / 2;
}

/// <summary>Half cosines from the base rate down, one after another (SGDR, Loshchilov and Hutter 2017).</summary>
/// <param name="Steps">Steps of the first.</param>
/// <param name="Growth">How many times longer each is than the one before.</param>
/// <param name="Minimum">The smallest rate.</param>
public sealed record CosineRestartsSchedule(long Steps, int Growth = 1, double Minimum = 0) : Schedule
{
    /// <inheritdoc/>
    public override double Rate(long step, double baseRate)
    {
        long length = Steps;
        while (step >= length)
        {
            step -= length;
            length *= Growth;
        }
        return Minimum + (baseRate - Minimum) * (1 + Math.Cos(Math.PI * step / length)) / 2;
    }
}
