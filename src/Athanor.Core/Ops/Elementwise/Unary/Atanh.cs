namespace Athanor.Ops;

/// <summary>Inverse hyperbolic tangent.</summary>
internal readonly record struct Atanh : IUnary
{
    public static string Name => "atanh";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Atanh(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1) / (L.Constant(1) - x * x);
}
