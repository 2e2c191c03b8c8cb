namespace Athanor.Ops;

/// <summary>Inverse sine.</summary>
internal readonly record struct Asin : IUnary
{
    public static string Name => "asin";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Asin(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1) / L.Sqrt(L.Constant(1) - x * x);
}
