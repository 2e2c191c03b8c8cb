namespace Athanor.Ops;

/// <summary>Whether just one is not 0.</summary>
internal readonly record struct LogicalXor : IBinary
{
    public static string Name => "logical_xor";

    public static ResultType Result => ResultType.Truth;

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => L.IfEqual(a, L.Constant(0), L.IfEqual(b, L.Constant(0), L.Constant(0), L.Constant(1)), L.IfEqual(b, L.Constant(0), L.Constant(1), L.Constant(0)));

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(0);

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(0);
}
