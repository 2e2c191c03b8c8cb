namespace Athanor.Ops;

/// <summary>The smallest integer not below x; slope 0.</summary>
internal readonly record struct Ceiling : IUnary
{
    public static string Name => "ceil";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Ceiling(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
