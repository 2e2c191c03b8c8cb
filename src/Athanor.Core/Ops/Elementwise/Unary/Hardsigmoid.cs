namespace Athanor.Ops;

/// <summary>relu6(x + 3) / 6.</summary>
internal readonly record struct Hardsigmoid : IUnary
{
    public static string Name => "hardsigmoid";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Min(L.Max(x + L.Constant(3), L.Constant(0)), L.Constant(6)) / L.Constant(6);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLess(L.Constant(-3), x, L.IfLess(x, L.Constant(3), L.Constant(1.0 / 6), L.Constant(0)), L.Constant(0));
}
