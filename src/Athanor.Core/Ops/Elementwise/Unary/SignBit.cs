namespace Athanor.Ops;

/// <summary>Whether the sign bit of x is set, also of −0.</summary>
internal readonly record struct SignBit : IUnary
{
    public static string Name => "signbit";

    public static ResultType Result => ResultType.Truth;

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfLess(L.CopySign(L.Constant(1), x), L.Constant(0), L.Constant(1), L.Constant(0));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
