namespace Athanor.Ops;

/// <summary>The inverse of the error function.</summary>
internal readonly record struct ErfInv : IUnary
{
    public static string Name => "erfinv";

    public static ResultType Result => ResultType.Floating;

    public static bool SlopeNeedsInput => false;

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.ErfInv(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(0.88622692545275801365) * L.Exp(y * y);
}
