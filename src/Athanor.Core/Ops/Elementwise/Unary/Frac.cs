namespace Athanor.Ops;

/// <summary>x without its integer part.</summary>
internal readonly record struct Frac : IUnary
{
    public static string Name => "frac";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => x - L.Truncate(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1);
}
