namespace Athanor.Ops;

/// <summary>b where a is not 0, else c.</summary>
internal readonly record struct Where : ITernary
{
    public static string Name => "where";

    public L Apply<L>(L a, L b, L c)
        where L : struct, ILane<L> => L.IfEqual(a, L.Constant(0), c, b);

    public L SlopeA<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.Constant(0);

    public L SlopeB<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.IfEqual(a, L.Constant(0), L.Constant(0), L.Constant(1));

    public L SlopeC<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.IfEqual(a, L.Constant(0), L.Constant(1), L.Constant(0));
}
