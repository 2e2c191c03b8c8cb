namespace Athanor.Ops;

/// <summary>−(t ln x + (1 − t) ln(1 − x)), the logarithms not below −100, so that a certain error costs much but not infinitely much.</summary>
internal readonly record struct BinaryCrossEntropy : IBinary
{
    public static string Name => "binary_cross_entropy";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => (b - L.Constant(1)) * LogOfRest(a) - b * LogOf(a);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => (a - b) / L.Max(a * (L.Constant(1) - a), L.Constant(1e-12));

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => LogOfRest(a) - LogOf(a);

    private static L LogOf<L>(L x)
        where L : struct, ILane<L> => L.Max(L.Log(x), L.Constant(-100));

    private static L LogOfRest<L>(L x)
        where L : struct, ILane<L> => L.Max(L.Log1p(-x), L.Constant(-100));
}
