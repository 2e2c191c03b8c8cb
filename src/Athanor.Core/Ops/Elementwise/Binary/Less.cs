namespace Athanor.Ops;

/// <summary>a &lt; b.</summary>
internal readonly record struct Less : IBinary
{
    public static string Name => "lt";

    public static ResultType Result => ResultType.Truth;

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => L.IfLess(a, b, L.Constant(1), L.Constant(0));

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(0);

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
