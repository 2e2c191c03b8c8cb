namespace Athanor.Ops;

/// <summary>√(a² + b²) without overflow.</summary>
internal readonly record struct Hypot : IBinary
{
    public static string Name => "hypot";

    public static ResultType Result => ResultType.Floating;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => LaneFormulas.Hypot(a, b);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfEqual(y, L.Constant(0), L.Constant(0), a / y);

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfEqual(y, L.Constant(0), L.Constant(0), b / y);
}
