namespace Athanor.Ops;

/// <summary>x to a constant power.</summary>
internal readonly record struct PowBy(double Exponent) : IUnary
{
    public static string Name => "pow";

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Pow(x, L.Constant(Exponent));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => Exponent == 0 ? L.Constant(0) : L.Constant(Exponent) * L.Pow(x, L.Constant(Exponent - 1));
}
