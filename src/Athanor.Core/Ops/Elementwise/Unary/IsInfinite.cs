namespace Athanor.Ops;

/// <summary>Whether x is infinite.</summary>
internal readonly record struct IsInfinite : IUnary
{
    public static string Name => "isinf";

    public static ResultType Result => ResultType.Truth;

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfEqual(L.Abs(x), L.Constant(double.PositiveInfinity), L.Constant(1), L.Constant(0));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
