namespace Athanor.Ops;

/// <summary>√x.</summary>
internal readonly record struct Sqrt : IUnary
{
    public static string Name => "sqrt";

    public static ResultType Result => ResultType.Floating;

    public static bool SlopeNeedsInput => false;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Sqrt(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0.5) / y;
}
