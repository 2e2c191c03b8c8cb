using System.Numerics;

namespace Athanor.Ops;

/// <summary>One step of RMSProp: parameter, mean square, then (if used) the mean, then (if used) the velocity, then the gradient.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Alpha">What is kept of the mean square.</param>
/// <param name="Epsilon">Added to the root.</param>
/// <param name="WeightDecay">Added to the gradient, times the parameter.</param>
/// <param name="Momentum">What is kept of the velocity.</param>
/// <param name="Centered">Whether the mean's square is taken off the mean square.</param>
internal readonly record struct RmsPropStep(
    double Rate, double Alpha, double Epsilon, double WeightDecay, double Momentum, bool Centered)
    : IStepRule
{
    public static string Name => "rmsprop_step";

    public unsafe void Apply<T>(Vector<T>* v)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int velocity = Centered ? 3 : 2, gradient = velocity + (Momentum > 0 ? 1 : 0);
        Vector<T> p = v[0], g = v[gradient];
        if (WeightDecay != 0)
            g += p * T.CreateChecked(WeightDecay);
        Vector<T> square = v[1] * T.CreateChecked(Alpha) + g * g * T.CreateChecked(1 - Alpha);
        v[1] = square;
        if (Centered)
        {
            Vector<T> mean = v[2] + (g - v[2]) * T.CreateChecked(1 - Alpha);
            v[2] = mean;
            square -= mean * mean;
        }
        Vector<T> step = g / (Vector.SquareRoot(square) + new Vector<T>(T.CreateChecked(Epsilon)));
        if (Momentum > 0)
            v[velocity] = step = v[velocity] * T.CreateChecked(Momentum) + step;
        v[0] = p - step * T.CreateChecked(Rate);
    }
}
