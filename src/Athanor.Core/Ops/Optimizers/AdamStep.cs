using System.Numerics;

namespace Athanor.Ops;

/// <summary>
/// One step of Adam: (parameter, first moment, second moment, gradient), with the largest second moment before the gradient if wanted.
/// </summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Beta1">What is kept of the first moment.</param>
/// <param name="Beta2">What is kept of the second.</param>
/// <param name="Epsilon">Added to the root.</param>
/// <param name="WeightDecay">The pull toward 0.</param>
/// <param name="Decoupled">Whether the pull is on the parameter itself (AdamW) or part of the gradient.</param>
/// <param name="Largest">Whether the largest second moment so far is divided by (AMSGrad).</param>
/// <param name="Correction1">1 − beta1^t.</param>
/// <param name="Correction2">√(1 − beta2^t).</param>
internal readonly record struct AdamStep(
    double Rate, double Beta1, double Beta2, double Epsilon, double WeightDecay, bool Decoupled, bool Largest, double Correction1,
    double Correction2) : IStepRule
{
    public static string Name => "adam_step";

    public unsafe void Apply<T>(Vector<T>* v)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> p = v[0], g = v[Largest ? 4 : 3];
        if (WeightDecay != 0 && Decoupled)
            p *= T.CreateChecked(1 - Rate * WeightDecay);
        else if (WeightDecay != 0)
            g += p * T.CreateChecked(WeightDecay);
        Vector<T> mean = v[1] + (g - v[1]) * T.CreateChecked(1 - Beta1);
        Vector<T> square = v[2] * T.CreateChecked(Beta2) + g * g * T.CreateChecked(1 - Beta2);
        v[1] = mean;
        v[2] = square;
        if (Largest)
            v[3] = square = Vector.Max(v[3], square);
        Vector<T> root = Vector.SquareRoot(square) / new Vector<T>(T.CreateChecked(Correction2)) + new Vector<T>(T.CreateChecked(Epsilon));
        v[0] = p - mean / root * T.CreateChecked(Rate / Correction1);
    }
}
