namespace Athanor.Ops;

/// <summary>a · b.</summary>
internal readonly record struct Multiply : IBinary
{
    public static string Name => "mul";

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => a * b;

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => b;

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => a;
}
