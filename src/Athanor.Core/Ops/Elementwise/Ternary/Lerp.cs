namespace Athanor.Ops;

/// <summary>a + c · (b − a).</summary>
internal readonly record struct Lerp : ITernary
{
    public static string Name => "lerp";

    public L Apply<L>(L a, L b, L c)
        where L : struct, ILane<L> => L.MultiplyAdd(c, b - a, a);

    public L SlopeA<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.Constant(1) - c;

    public L SlopeB<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => c;

    public L SlopeC<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => b - a;
}
