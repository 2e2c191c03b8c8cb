namespace Athanor.Ops;

/// <summary>eˣ.</summary>
internal readonly record struct Exp : IUnary
{
    public static string Name => "exp";

    public static ResultType Result => ResultType.Floating;

    public static bool SlopeNeedsInput => false;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Exp(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => y;
}
