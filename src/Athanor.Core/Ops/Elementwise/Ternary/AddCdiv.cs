namespace Athanor.Ops;

/// <summary>a + value · b / c.</summary>
internal readonly record struct AddCdiv(double Value) : ITernary
{
    public static string Name => "addcdiv";

    public static ResultType Result => ResultType.Floating;

    public L Apply<L>(L a, L b, L c)
        where L : struct, ILane<L> => a + L.Constant(Value) * b / c;

    public L SlopeA<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.Constant(1);

    public L SlopeB<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.Constant(Value) / c;

    public L SlopeC<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => -(L.Constant(Value) * b / (c * c));
}
