namespace Athanor.Ops;

/// <summary>Tangent of radians.</summary>
internal readonly record struct Tan : IUnary
{
    public static string Name => "tan";

    public static ResultType Result => ResultType.Floating;

    public static bool SlopeNeedsInput => false;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Tan(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.MultiplyAdd(y, y, L.Constant(1));
}
