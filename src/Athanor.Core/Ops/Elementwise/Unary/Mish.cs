namespace Athanor.Ops;

/// <summary>x · tanh(ln(1 + eˣ)) (Misra 2019).</summary>
internal readonly record struct Mish : IUnary
{
    public static string Name => "mish";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => x * L.Tanh(LaneFormulas.Softplus(x));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => LaneFormulas.MishSlope(x);
}
