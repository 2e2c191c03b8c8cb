namespace Athanor.Ops;

/// <summary>Logarithm to base 10.</summary>
internal readonly record struct Log10 : IUnary
{
    public static string Name => "log10";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Log10(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0.43429448190325182765) / x;
}
