namespace Athanor.Ops;

/// <summary>a + weight · (b − a).</summary>
internal readonly record struct LerpBy(double Weight) : IBinary
{
    public static string Name => "lerp";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => L.MultiplyAdd(L.Constant(Weight), b - a, a);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(1 - Weight);

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(Weight);
}
