namespace Athanor.Ops;

/// <summary>a · ln b, 0 where a is 0.</summary>
internal readonly record struct XLogY : IBinary
{
    public static string Name => "xlogy";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => L.IfNaN(b, b, L.IfEqual(a, L.Constant(0), L.Constant(0), a * L.Log(b)));

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfEqual(a, L.Constant(0), L.IfLessOrEqual(b, L.Constant(0), L.Constant(0), L.Log(b)), L.Log(b));

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => a / b;
}
