namespace Athanor.Ops;

/// <summary>x · Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel 2016).</summary>
internal readonly record struct Gelu : IUnary
{
    public static string Name => "gelu";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => x * LaneFormulas.NormalCdf(x);

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.MultiplyAdd(x, L.Constant(0.39894228040143267794) * L.Exp(x * x * L.Constant(-0.5)), LaneFormulas.NormalCdf(x));
}
