namespace Athanor.Ops;

/// <summary>ln of the sigmoid, accurate for large |x|.</summary>
internal readonly record struct LogSigmoid : IUnary
{
    public static string Name => "logsigmoid";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Min(x, L.Constant(0)) - L.Log1p(L.Exp(-L.Abs(x)));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => LaneFormulas.Sigmoid(-x);
}
