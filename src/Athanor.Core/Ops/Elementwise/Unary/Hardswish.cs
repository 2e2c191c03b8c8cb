namespace Athanor.Ops;

/// <summary>x · relu6(x + 3) / 6 (Howard et al. 2019).</summary>
internal readonly record struct Hardswish : IUnary
{
    public static string Name => "hardswish";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => x * L.Min(L.Max(x + L.Constant(3), L.Constant(0)), L.Constant(6)) / L.Constant(6);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLessOrEqual(x, L.Constant(-3), L.Constant(0), L.IfLess(x, L.Constant(3), x / L.Constant(3) + L.Constant(0.5), L.Constant(1)));
}
