namespace Athanor.Ops;

/// <summary>Whether x is not a number.</summary>
internal readonly record struct IsNaN : IUnary
{
    public static string Name => "isnan";

    public static ResultType Result => ResultType.Truth;

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfNaN(x, L.Constant(1), L.Constant(0));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
