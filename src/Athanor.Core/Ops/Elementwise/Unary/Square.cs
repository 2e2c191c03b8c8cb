namespace Athanor.Ops;

/// <summary>x².</summary>
internal readonly record struct Square : IUnary
{
    public static string Name => "square";

    public L Apply<L>(L x)
        where L : struct, ILane<L> => x * x;

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => x + x;
}
