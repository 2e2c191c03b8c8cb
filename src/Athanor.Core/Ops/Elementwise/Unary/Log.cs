namespace Athanor.Ops;

/// <summary>Natural logarithm.</summary>
internal readonly record struct Log : IUnary
{
    public static string Name => "log";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Log(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1) / x;
}
