namespace Athanor.Ops;

/// <summary>sin(πx) / (πx), 1 at 0.</summary>
internal readonly record struct Sinc : IUnary
{
    public static string Name => "sinc";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => LaneFormulas.Sinc(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => LaneFormulas.SincSlope(x);
}
