namespace Athanor.Ops;

/// <summary>x, or x times a small slope where it is negative.</summary>
internal readonly record struct LeakyRelu(double Leak) : IUnary
{
    public static string Name => "leaky_relu";

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfLess(L.Constant(0), x, x, x * L.Constant(Leak));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLess(L.Constant(0), x, L.Constant(1), L.Constant(Leak));
}
