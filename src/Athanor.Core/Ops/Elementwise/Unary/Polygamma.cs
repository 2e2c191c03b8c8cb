namespace Athanor.Ops;

/// <summary>The derivative of the digamma function of the given order; order 0 is digamma itself.</summary>
internal readonly record struct Polygamma(int Order) : IUnary
{
    public static string Name => "polygamma";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Polygamma(Order, x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Polygamma(Order + 1, x);
}
