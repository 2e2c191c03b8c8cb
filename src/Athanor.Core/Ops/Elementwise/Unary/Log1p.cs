namespace Athanor.Ops;

/// <summary>ln(1 + x), accurate near 0.</summary>
internal readonly record struct Log1p : IUnary
{
    public static string Name => "log1p";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Log1p(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1) / (x + L.Constant(1));
}
