namespace Athanor.Ops;

/// <summary>1/x.</summary>
internal readonly record struct Reciprocal : IUnary
{
    public static string Name => "reciprocal";

    public static ResultType Result => ResultType.Floating;

    public static bool SlopeNeedsInput => false;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Constant(1) / x;

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => -(y * y);
}
