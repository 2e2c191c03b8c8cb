namespace Athanor.Ops;

/// <summary>Hyperbolic sine.</summary>
internal readonly record struct Sinh : IUnary
{
    public static string Name => "sinh";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Sinh(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Cosh(x);
}
