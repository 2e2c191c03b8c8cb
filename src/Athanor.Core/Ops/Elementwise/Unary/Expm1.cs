namespace Athanor.Ops;

/// <summary>eˣ − 1, accurate near 0.</summary>
internal readonly record struct Expm1 : IUnary
{
    public static string Name => "expm1";

    public static ResultType Result => ResultType.Floating;

    public static bool SlopeNeedsInput => false;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Expm1(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => y + L.Constant(1);
}
