namespace Athanor.Ops;

/// <summary>The larger, or the one that is a number.</summary>
internal readonly record struct Fmax : IBinary
{
    public static string Name => "fmax";

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => L.IfNaN(a, b, L.IfNaN(b, a, L.Max(a, b)));

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfNaN(a, L.Constant(0), L.IfLess(a, b, L.Constant(0), L.Constant(1)));

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfNaN(a, L.Constant(1), L.IfLess(a, b, L.Constant(1), L.Constant(0)));
}
