namespace Athanor.Ops;

/// <summary>x ≠ c.</summary>
internal readonly record struct NotEqualBy(double C) : IUnary
{
    public static string Name => "ne";

    public static ResultType Result => ResultType.Truth;

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfEqual(x, L.Constant(C), L.Constant(0), L.Constant(1));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
