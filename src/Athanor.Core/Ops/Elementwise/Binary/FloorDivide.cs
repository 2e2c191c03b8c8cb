namespace Athanor.Ops;

/// <summary>a / b rounded down.</summary>
internal readonly record struct FloorDivide : IBinary
{
    public static string Name => "floor_divide";

    public static bool DividesIntegers => true;

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => LaneFormulas.FloorDivide(a, b);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(0);

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
