namespace Athanor.Ops;

/// <summary>a − b · floor(a / b): the sign of b.</summary>
internal readonly record struct Remainder : IBinary
{
    public static string Name => "remainder";

    public static bool DividesIntegers => true;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => LaneFormulas.Remainder(a, b);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(1);

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => -LaneFormulas.FloorDivide(a, b);
}
