namespace Athanor.Ops;

/// <summary>Logarithm to base 2.</summary>
internal readonly record struct Log2 : IUnary
{
    public static string Name => "log2";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Log2(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1.44269504088896340736) / x;
}
