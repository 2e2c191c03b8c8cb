namespace Athanor.Ops;

/// <summary>The integer part; slope 0.</summary>
internal readonly record struct Truncate : IUnary
{
    public static string Name => "trunc";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Truncate(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
