namespace Athanor.Nn;

/// <summary>How the height of cycles changes.</summary>
public enum CyclicShape
{
    /// <summary>All cycles are equally high.</summary>
    Triangular,

    /// <summary>Each cycle is half as high as the one before.</summary>
    Halving,

    /// <summary>The height falls by a factor each step.</summary>
    Exponential,
}

/// <summary>Up and down between two rates again and again (Smith 2017); the base rate plays no part.</summary>
/// <param name="Low">The smallest rate.</param>
/// <param name="High">The largest rate of the first cycle.</param>
/// <param name="Up">Steps from low to high.</param>
/// <param name="Down">Steps back.</param>
/// <param name="Shape">How the height changes.</param>
/// <param name="Factor">What the height is multiplied by each step, for <see cref="CyclicShape.Exponential"/>.</param>
public sealed record CyclicSchedule(double Low, double High, long Up, long Down, CyclicShape Shape, double Factor) : Schedule
{
    /// <inheritdoc/>
    public override double Rate(long step, double baseRate)
    {
        long cycle = step / (Up + Down), place = step % (Up + Down);
        double height = place <= Up ? (double)place / Up : (double)(Up + Down - place) / Down;
        double scale = Shape switch
        {
            CyclicShape.Halving => Math.Pow(2, -cycle),
            CyclicShape.Exponential => Math.Pow(Factor, step),
            _ => 1,
        };
        return Low + (High - Low) * height * scale;
    }
}
