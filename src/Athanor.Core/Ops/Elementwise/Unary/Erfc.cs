namespace Athanor.Ops;

/// <summary>1 − erf x.</summary>
internal readonly record struct Erfc : IUnary
{
    public static string Name => "erfc";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Erfc(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(-1.12837916709551257390) * L.Exp(-(x * x));
}
