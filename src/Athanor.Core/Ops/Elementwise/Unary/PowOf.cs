namespace Athanor.Ops;

/// <summary>A constant to the power x.</summary>
internal readonly record struct PowOf(double Base) : IUnary
{
    public static string Name => "pow";

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Pow(L.Constant(Base), x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => Base == 0 ? L.IfLess(x, L.Constant(0), L.Constant(double.NaN), L.Constant(0)) : y * L.Constant(Math.Log(Base));
}
