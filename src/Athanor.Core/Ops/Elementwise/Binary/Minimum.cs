namespace Athanor.Ops;

/// <summary>The smaller; NaN if either is. Equal ones share the slope.</summary>
internal readonly record struct Minimum : IBinary
{
    public static string Name => "minimum";

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => L.Min(a, b);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfLess(a, b, L.Constant(1), L.IfEqual(a, b, L.Constant(0.5), L.Constant(0)));

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfLess(b, a, L.Constant(1), L.IfEqual(a, b, L.Constant(0.5), L.Constant(0)));
}
