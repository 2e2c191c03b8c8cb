namespace Athanor.Ops;

/// <summary>Sine of radians.</summary>
internal readonly record struct Sin : IUnary
{
    public static string Name => "sin";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Sin(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Cos(x);
}
