namespace Athanor.Ops;

/// <summary>The angle of the point (b, a).</summary>
internal readonly record struct Atan2 : IBinary
{
    public static string Name => "atan2";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => L.Atan2(a, b);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => b / L.MultiplyAdd(a, a, b * b);

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => -(a / L.MultiplyAdd(a, a, b * b));
}
