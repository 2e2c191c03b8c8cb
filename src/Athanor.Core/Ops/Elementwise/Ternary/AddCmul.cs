namespace Athanor.Ops;

/// <summary>a + value · b · c.</summary>
internal readonly record struct AddCmul(double Value) : ITernary
{
    public static string Name => "addcmul";

    public L Apply<L>(L a, L b, L c)
        where L : struct, ILane<L> => L.MultiplyAdd(L.Constant(Value) * b, c, a);

    public L SlopeA<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.Constant(1);

    public L SlopeB<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.Constant(Value) * c;

    public L SlopeC<L>(L a, L b, L c, L y)
        where L : struct, ILane<L> => L.Constant(Value) * b;
}
