namespace Athanor.Ops;

/// <summary>ln |Γ(x)|.</summary>
internal readonly record struct LogGamma : IUnary
{
    public static string Name => "lgamma";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.LogGamma(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Polygamma(0, x);
}
