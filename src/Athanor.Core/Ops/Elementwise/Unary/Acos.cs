namespace Athanor.Ops;

/// <summary>Inverse cosine.</summary>
internal readonly record struct Acos : IUnary
{
    public static string Name => "acos";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Acos(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(-1) / L.Sqrt(L.Constant(1) - x * x);
}
