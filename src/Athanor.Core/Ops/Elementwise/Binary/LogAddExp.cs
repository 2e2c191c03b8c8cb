namespace Athanor.Ops;

/// <summary>ln(eᵃ + eᵇ) without overflow.</summary>
internal readonly record struct LogAddExp : IBinary
{
    public static string Name => "logaddexp";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => LaneFormulas.LogAddExp(a, b);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => LaneFormulas.Sigmoid(a - b);

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => LaneFormulas.Sigmoid(b - a);
}
