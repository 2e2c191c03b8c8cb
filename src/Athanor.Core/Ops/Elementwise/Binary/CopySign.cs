namespace Athanor.Ops;

/// <summary>|a| with the sign of b.</summary>
internal readonly record struct CopySign : IBinary
{
    public static string Name => "copysign";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => L.CopySign(a, b);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfEqual(a, L.Constant(0), L.Constant(0), L.CopySign(L.Constant(1), a) * L.CopySign(L.Constant(1), b));

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
