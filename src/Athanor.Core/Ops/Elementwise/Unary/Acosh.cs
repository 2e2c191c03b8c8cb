namespace Athanor.Ops;

/// <summary>Inverse hyperbolic cosine.</summary>
internal readonly record struct Acosh : IUnary
{
    public static string Name => "acosh";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Acosh(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1) / L.Sqrt(x * x - L.Constant(1));
}
