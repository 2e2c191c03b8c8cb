namespace Athanor.Ops;

/// <summary>Hyperbolic cosine.</summary>
internal readonly record struct Cosh : IUnary
{
    public static string Name => "cosh";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Cosh(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Sinh(x);
}
