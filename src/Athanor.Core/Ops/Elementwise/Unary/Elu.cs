namespace Athanor.Ops;

/// <summary>scale · x above 0, scale · α(e^(x·inputScale) − 1) below (Clevert et al. 2016); SELU and CELU are special cases.</summary>
internal readonly record struct Elu(double Alpha, double Scale, double InputScale) : IUnary
{
    public static string Name => "elu";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfLess(L.Constant(0), x, x * L.Constant(Scale), L.Expm1(L.Min(x, L.Constant(0)) * L.Constant(InputScale)) * L.Constant(Scale * Alpha));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLess(L.Constant(0), x, L.Constant(Scale), L.Exp(L.Min(x, L.Constant(0)) * L.Constant(InputScale)) * L.Constant(Scale * Alpha * InputScale));
}
