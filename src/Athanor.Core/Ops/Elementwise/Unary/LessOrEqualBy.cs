namespace Athanor.Ops;

/// <summary>x ≤ c.</summary>
internal readonly record struct LessOrEqualBy(double C) : IUnary
{
    public static string Name => "le";

    public static ResultType Result => ResultType.Truth;

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfLessOrEqual(x, L.Constant(C), L.Constant(1), L.Constant(0));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
