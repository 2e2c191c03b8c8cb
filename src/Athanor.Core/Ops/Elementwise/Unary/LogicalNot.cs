namespace Athanor.Ops;

/// <summary>Whether x is 0.</summary>
internal readonly record struct LogicalNot : IUnary
{
    public static string Name => "logical_not";

    public static ResultType Result => ResultType.Truth;

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfEqual(x, L.Constant(0), L.Constant(1), L.Constant(0));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
