namespace Athanor.Ops;

/// <summary>Cosine of radians.</summary>
internal readonly record struct Cos : IUnary
{
    public static string Name => "cos";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Cos(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => -L.Sin(x);
}
