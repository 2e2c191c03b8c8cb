namespace Athanor.Ops;

/// <summary>Hyperbolic tangent.</summary>
internal readonly record struct Tanh : IUnary
{
    public static string Name => "tanh";

    public static ResultType Result => ResultType.Floating;

    public static bool SlopeNeedsInput => false;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Tanh(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1) - y * y;
}
