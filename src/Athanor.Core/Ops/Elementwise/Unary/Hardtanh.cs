namespace Athanor.Ops;

/// <summary>x cut to [low, high]; slope 0 at and beyond the ends.</summary>
internal readonly record struct Hardtanh(double Low, double High) : IUnary
{
    public static string Name => "hardtanh";

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Min(L.Max(x, L.Constant(Low)), L.Constant(High));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLess(L.Constant(Low), x, L.IfLess(x, L.Constant(High), L.Constant(1), L.Constant(0)), L.Constant(0));
}
