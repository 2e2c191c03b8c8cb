namespace Athanor.Ops;

/// <summary>The error function.</summary>
internal readonly record struct Erf : IUnary
{
    public static string Name => "erf";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Erf(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1.12837916709551257390) * L.Exp(-(x * x));
}
