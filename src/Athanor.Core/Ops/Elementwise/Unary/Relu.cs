namespace Athanor.Ops;

/// <summary>max(x, 0); slope 0 at 0.</summary>
internal readonly record struct Relu : IUnary
{
    public static string Name => "relu";

    public static bool SlopeNeedsInput => false;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Max(x, L.Constant(0));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLess(L.Constant(0), y, L.Constant(1), L.IfNaN(y, y, L.Constant(0)));
}
