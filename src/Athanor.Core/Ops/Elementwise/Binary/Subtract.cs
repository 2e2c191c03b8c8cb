namespace Athanor.Ops;

/// <summary>a − b.</summary>
internal readonly record struct Subtract : IBinary
{
    public static string Name => "sub";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => a - b;

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(1);

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(-1);
}
