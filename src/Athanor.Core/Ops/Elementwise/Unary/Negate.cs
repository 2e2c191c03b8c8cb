namespace Athanor.Ops;

/// <summary>−x.</summary>
internal readonly record struct Negate : IUnary
{
    public static string Name => "neg";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => -x;

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(-1);
}
