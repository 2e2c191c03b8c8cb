namespace Athanor.Ops;

/// <summary>x + c.</summary>
internal readonly record struct AddBy(double C) : IUnary
{
    public static string Name => "add";

    public static bool SlopeNeedsInput => false;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => x + L.Constant(C);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.Constant(1);
}
