namespace Athanor.Ops;

/// <summary>a cut to [b, c]; slope 1 at the ends.</summary>
internal readonly record struct Clamp : ITernary
{
    public static string Name => "clamp";

    public L Apply<L>(L a, L b, L c)
        where L : struct, ILane<L> => L.Min(L.Max(a, b), c);

    public L SlopeA<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.IfLessOrEqual(b, a, L.IfLessOrEqual(a, c, L.Constant(1), L.Constant(0)), L.Constant(0));

    public L SlopeB<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.IfLess(a, b, L.IfLess(b, c, L.Constant(1), L.Constant(0)), L.Constant(0));

    public L SlopeC<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.IfLess(c, a, L.Constant(1), L.IfLess(c, b, L.Constant(1), L.Constant(0)));
}
