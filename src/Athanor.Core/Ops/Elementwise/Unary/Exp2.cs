namespace Athanor.Ops;

/// <summary>2ˣ.</summary>
internal readonly record struct Exp2 : IUnary
{
    public static string Name => "exp2";

    public static ResultType Result => ResultType.Floating;

    public static bool SlopeNeedsInput => false;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Exp2(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => y * L.Constant(0.69314718055994530942);
}
