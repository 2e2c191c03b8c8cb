namespace Athanor.Ops;

/// <summary>x with NaN and the infinities replaced.</summary>
internal readonly record struct NanToNum(double Nan, double Positive, double Negative) : IUnary
{
    public static string Name => "nan_to_num";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L x)
        where L : struct, ILane<L> => L.IfNaN(x, L.Constant(Nan), L.IfEqual(x, L.Constant(double.PositiveInfinity), L.Constant(Positive), L.IfEqual(x, L.Constant(double.NegativeInfinity), L.Constant(Negative), x)));

    public L Slope<L>(L x, L y)
        where L : struct, ILane<L> => L.IfLess(L.Abs(x), L.Constant(double.PositiveInfinity), L.Constant(1), L.Constant(0));
}
