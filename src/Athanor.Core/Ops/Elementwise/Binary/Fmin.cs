namespace Athanor.Ops;

/// <summary>The smaller, or the one that is a number.</summary>
internal readonly record struct Fmin : IBinary
{
    public static string Name => "fmin";

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => L.IfNaN(a, b, L.IfNaN(b, a, L.Min(a, b)));

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfNaN(a, L.Constant(0), L.IfLess(b, a, L.Constant(0), L.Constant(1)));

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfNaN(a, L.Constant(1), L.IfLess(b, a, L.Constant(1), L.Constant(0)));
}
