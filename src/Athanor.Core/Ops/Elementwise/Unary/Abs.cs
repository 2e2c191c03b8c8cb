namespace Athanor.Ops;

/// <summary>|x|; slope 0 at 0, as in PyTorch.</summary>
internal readonly record struct Abs : IUnary
{
    public static string Name => "abs";

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Abs(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLess(x, L.Constant(0), L.Constant(-1), L.IfEqual(x, L.Constant(0), L.Constant(0), L.Constant(1)));
}
