namespace Athanor.Ops;

/// <summary>a + alpha · b.</summary>
internal readonly record struct AddScaled(double Alpha) : IBinary
{
    public static string Name => "add";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => Alpha == 1 ? a + b : L.MultiplyAdd(L.Constant(Alpha), b, a);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(1);

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(Alpha);
}
