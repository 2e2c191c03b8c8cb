namespace Athanor.Ops;

/// <summary>−1, 0 or 1; slope 0.</summary>
internal readonly record struct Sign : IUnary
{
    public static string Name => "sign";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfLess(x, L.Constant(0), L.Constant(-1), L.IfLess(L.Constant(0), x, L.Constant(1), L.IfNaN(x, x, L.Constant(0))));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
