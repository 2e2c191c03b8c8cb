namespace Athanor.Ops;

/// <summary>x where it exceeds the threshold, else a value.</summary>
internal readonly record struct Threshold(double Bound, double Value) : IUnary
{
    public static string Name => "threshold";

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfLess(L.Constant(Bound), x, x, L.IfNaN(x, x, L.Constant(Value)));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLess(L.Constant(Bound), x, L.Constant(1), L.Constant(0));
}
