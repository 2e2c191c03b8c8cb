namespace Athanor.Ops;

/// <summary>ln(1 + e^(βx)) / β; x itself where βx exceeds the threshold.</summary>
internal readonly record struct Softplus(double Beta, double Threshold) : IUnary
{
    public static string Name => "softplus";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfLess(L.Constant(Threshold), x * L.Constant(Beta), x, LaneFormulas.Softplus(x * L.Constant(Beta)) / L.Constant(Beta));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLess(L.Constant(Threshold), x * L.Constant(Beta), L.Constant(1), LaneFormulas.Sigmoid(x * L.Constant(Beta)));
}
