namespace Athanor.Ops;

/// <summary>GELU in its approximation by tanh.</summary>
internal readonly record struct GeluTanh : IUnary
{
    public static string Name => "gelu_tanh";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => LaneFormulas.GeluTanh(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => LaneFormulas.GeluTanhSlope(x);
}
