namespace Athanor.Ops;

/// <summary>x moved by λ toward 0.</summary>
internal readonly record struct Softshrink(double Lambda) : IUnary
{
    public static string Name => "softshrink";

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfLess(L.Constant(Lambda), x, x - L.Constant(Lambda), L.IfLess(x, L.Constant(-Lambda), x + L.Constant(Lambda), L.IfNaN(x, x, L.Constant(0))));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLess(L.Constant(Lambda), L.Abs(x), L.Constant(1), L.Constant(0));
}
