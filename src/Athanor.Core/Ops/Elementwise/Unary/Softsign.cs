namespace Athanor.Ops;

/// <summary>x / (1 + |x|).</summary>
internal readonly record struct Softsign : IUnary
{
    public static string Name => "softsign";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => x / (L.Constant(1) + L.Abs(x));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1) / ((L.Constant(1) + L.Abs(x)) * (L.Constant(1) + L.Abs(x)));
}
