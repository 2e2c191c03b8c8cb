namespace Athanor.Ops;

/// <summary>x cut to [low, high]; slope 1 at the ends, as in PyTorch.</summary>
internal readonly record struct ClampBy(double Low, double High) : IUnary
{
    public static string Name => "clamp";

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Min(L.Max(x, L.Constant(Low)), L.Constant(High));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLessOrEqual(L.Constant(Low), x, L.IfLessOrEqual(x, L.Constant(High), L.Constant(1), L.Constant(0)), L.Constant(0));
}
