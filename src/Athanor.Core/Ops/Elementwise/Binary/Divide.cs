namespace Athanor.Ops;

/// <summary>a / b, as a fraction.</summary>
internal readonly record struct Divide : IBinary
{
    public static string Name => "div";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => a / b;

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(1) / b;

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => -(a / (b * b));
}
