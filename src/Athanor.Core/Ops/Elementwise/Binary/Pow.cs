namespace Athanor.Ops;

/// <summary>a to the power b.</summary>
internal readonly record struct Pow : IBinary
{
    public static string Name => "pow";

    public static bool SlopeNeedsOutput => true;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => L.Pow(a, b);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfEqual(b, L.Constant(0), L.Constant(0), b * L.Pow(a, b - L.Constant(1)));

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.IfEqual(a, L.Constant(0), L.IfLessOrEqual(L.Constant(0), b, L.Constant(0), y * L.Log(a)), y * L.Log(a));
}
