using System.Numerics;

namespace Athanor.Ops;

/// <summary>One step of stochastic gradient descent: (parameter, gradient), or (parameter, velocity, gradient) with momentum.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="WeightDecay">Added to the gradient, times the parameter.</param>
/// <param name="Momentum">What is kept of the velocity.</param>
/// <param name="Dampening">What is kept out of it of the gradient.</param>
/// <param name="Nesterov">Whether the step looks ahead along the velocity.</param>
/// <param name="First">Whether this is the first step, where the velocity is the gradient itself.</param>
internal readonly record struct SgdStep(
    double Rate, double WeightDecay, double Momentum, double Dampening, bool Nesterov, bool First)
    : IStepRule
{
    public static string Name => "sgd_step";

    public unsafe void Apply<T>(Vector<T>* v)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool moving = Momentum != 0;
        Vector<T> p = v[0], g = v[moving ? 2 : 1];
        if (WeightDecay != 0)
            g += p * T.CreateChecked(WeightDecay);
        if (moving)
        {
            Vector<T> velocity = First ? g : v[1] * T.CreateChecked(Momentum) + g * T.CreateChecked(1 - Dampening);
            v[1] = velocity;
            g = Nesterov ? g + velocity * T.CreateChecked(Momentum) : velocity;
        }
        v[0] = p - g * T.CreateChecked(Rate);
    }
}
