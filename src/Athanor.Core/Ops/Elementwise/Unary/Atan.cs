namespace Athanor.Ops;

/// <summary>Inverse tangent.</summary>
internal readonly record struct Atan : IUnary
{
    public static string Name => "atan";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Atan(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1) / L.MultiplyAdd(x, x, L.Constant(1));
}
