namespace Athanor.Conformance.Operators;

/// <summary>Running results along a dimension.</summary>
internal static class Scans
{
    public static void Register(OperatorTable table)
    {
        table.Add("cumsum", a => a.X.CumSum(a.Int(1, "dim"), a.DTypeOr(-1, "dtype")));
        table.Add("cumprod", a => a.X.CumProd(a.Int(1, "dim"), a.DTypeOr(-1, "dtype")));
        table.Add("cummax", a => a.X.CumMax(a.Int(1, "dim")));
        table.Add("cummin", a => a.X.CumMin(a.Int(1, "dim")));
        table.Add("logcumsumexp", a => a.X.LogCumSumExp(a.Int(1, "dim")));
        table.Add("diff", a => a.X.Diff(a.Int(1, "n", 1), a.Int(2, "dim", -1), a.TOr(3, "prepend"), a.TOr(4, "append")));
        Operator trapezoid = a => a.TOr(1, "x") is { } x ? a.X.Trapezoid(x, a.Int(-1, "dim", -1)) : a.X.Trapezoid(a.Float(-1, "dx", 1), a.Int(-1, "dim", -1));
        table.Add("trapezoid", trapezoid);
        table.Add("trapz", trapezoid);
        table.Add("cumulative_trapezoid", a => a.TOr(1, "x") is { } x
            ? a.X.CumulativeTrapezoid(x, a.Int(-1, "dim", -1))
            : a.X.CumulativeTrapezoid(a.Float(-1, "dx", 1), a.Int(-1, "dim", -1)));
    }
}
