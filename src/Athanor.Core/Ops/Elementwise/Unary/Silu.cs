namespace Athanor.Ops;

/// <summary>x · σ(x), also called Swish.</summary>
internal readonly record struct Silu : IUnary
{
    public static string Name => "silu";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => x * LaneFormulas.Sigmoid(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => LaneFormulas.SiluSlope(x);
}
