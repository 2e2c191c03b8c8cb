namespace Athanor.Ops;

/// <summary>1 / (1 + e⁻ˣ), without overflow.</summary>
internal readonly record struct Sigmoid : IUnary
{
    public static string Name => "sigmoid";

    public static ResultType Result => ResultType.Floating;

    public static bool SlopeNeedsInput => false;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => LaneFormulas.Sigmoid(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => y * (L.Constant(1) - y);
}
