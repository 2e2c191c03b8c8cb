namespace Athanor.Ops;

/// <summary>The largest integer not above x; slope 0.</summary>
internal readonly record struct Floor : IUnary
{
    public static string Name => "floor";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Floor(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
