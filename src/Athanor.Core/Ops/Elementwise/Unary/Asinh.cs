namespace Athanor.Ops;

/// <summary>Inverse hyperbolic sine.</summary>
internal readonly record struct Asinh : IUnary
{
    public static string Name => "asinh";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Asinh(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1) / L.Sqrt(L.MultiplyAdd(x, x, L.Constant(1)));
}
