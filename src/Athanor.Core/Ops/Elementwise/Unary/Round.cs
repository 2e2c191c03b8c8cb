namespace Athanor.Ops;

/// <summary>The nearest integer, ties to even; slope 0.</summary>
internal readonly record struct Round : IUnary
{
    public static string Name => "round";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Round(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
