namespace Athanor.Ops;

/// <summary>c / x.</summary>
internal readonly record struct DivideInto(double C) : IUnary
{
    public static string Name => "reciprocal";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.Constant(C) / x;

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => -(L.Constant(C) / (x * x));
}
