namespace Athanor.Ops;

/// <summary>c − x.</summary>
internal readonly record struct SubtractFrom(double C) : IUnary
{
    public static string Name => "rsub";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Constant(C) - x;

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(-1);
}
