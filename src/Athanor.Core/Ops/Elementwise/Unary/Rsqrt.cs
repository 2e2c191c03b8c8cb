namespace Athanor.Ops;

/// <summary>1/√x.</summary>
internal readonly record struct Rsqrt : IUnary
{
    public static string Name => "rsqrt";

    public static ResultType Result => ResultType.Floating;

    public static bool SlopeNeedsInput => false;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Constant(1) / L.Sqrt(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(-0.5) * y * y * y;
}
