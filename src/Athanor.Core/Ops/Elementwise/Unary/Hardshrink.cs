namespace Athanor.Ops;

/// <summary>x, or 0 where |x| ≤ λ.</summary>
internal readonly record struct Hardshrink(double Lambda) : IUnary
{
    public static string Name => "hardshrink";

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfLessOrEqual(L.Abs(x), L.Constant(Lambda), L.Constant(0), x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLessOrEqual(L.Abs(x), L.Constant(Lambda), L.Constant(0), L.Constant(1));
}
