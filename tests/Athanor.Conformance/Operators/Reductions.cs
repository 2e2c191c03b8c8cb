namespace Athanor.Conformance.Operators;

/// <summary>Functions that make one number of many.</summary>
internal static class Reductions
{
    public static void Register(OperatorTable table)
    {
        table.Add("sum", a => Typed(a).Sum(Dims(a), Keep(a)));
        table.Add("mean", a => Typed(a).Mean(Dims(a), Keep(a)));
        table.Add("prod", a => Typed(a).Prod(Dims(a), Keep(a)));
        table.Add("amax", a => a.X.Amax(Dims(a), Keep(a)));
        table.Add("amin", a => a.X.Amin(Dims(a), Keep(a)));
        table.Add("any", a => a.X.Any(Dims(a), Keep(a)));
        table.Add("all", a => a.X.All(Dims(a), Keep(a)));
        table.Add("argmax", a => a.X.ArgMax(a.IntOr(1, "dim"), Keep(a)));
        table.Add("argmin", a => a.X.ArgMin(a.IntOr(1, "dim"), Keep(a)));
        table.Add("max-reduction_no_dim", a => a.X.Max());
        table.Add("min-reduction_no_dim", a => a.X.Min());
        table.Add("max-reduction_with_dim", a => a.X.Max(a.Int(1, "dim"), Keep(a)));
        table.Add("min-reduction_with_dim", a => a.X.Min(a.Int(1, "dim"), Keep(a)));
        table.Add("logsumexp", a => a.X.LogSumExp(Dims(a), Keep(a)));
        table.Add("sum_to_size", a => a.X.SumTo(new Shape(a.RestInts(1))));
        table.Add("std", a => a.X.Std(Dims(a), Correction(a), Keep(a)));
        table.Add("var", a => a.X.Var(Dims(a), Correction(a), Keep(a)));
        table.Add("std_mean", a => a.X.StdMean(Dims(a), Correction(a), Keep(a)));
        table.Add("var_mean", a => a.X.VarMean(Dims(a), Correction(a), Keep(a)));
        table.Add("std_mean-unbiased", a => a.X.StdMean(correction: a.Bool(1, "unbiased") ? 1 : 0));
        table.Add("var_mean-unbiased", a => a.X.VarMean(correction: a.Bool(1, "unbiased") ? 1 : 0));
        table.Add("nansum", a => Typed(a).NanSum(Dims(a), Keep(a)));
        table.Add("nanmean", a => Typed(a).NanMean(Dims(a), Keep(a)));
        table.Add("count_nonzero", a => a.X.CountNonzero(Dims(a)));
        table.Add("aminmax", a => a.X.AMinMax(a.IntOr(-1, "dim"), a.Bool(-1, "keepdim")));
        table.Add("cov", a => a.X.Cov(a.Int(-1, "correction", 1), a.TOr(-1, "fweights"), a.TOr(-1, "aweights")));
        table.Unary("corrcoef", x => x.CorrCoef());
        table.Add("std-unbiased", a => a.X.Std(correction: a.Bool(1, "unbiased") ? 1 : 0));
        table.Add("var-unbiased", a => a.X.Var(correction: a.Bool(1, "unbiased") ? 1 : 0));
    }

    /// <summary>The dimensions to reduce; none given or an empty list means all.</summary>
    public static int[] Dims(Args a) => a.Ints(1, "dim") ?? [];

    public static bool Keep(Args a) => a.Bool(2, "keepdim");

    /// <summary>The input in the element type asked for.</summary>
    public static Tensor Typed(Args a) => a.DTypeOr(-1, "dtype") is { } dtype ? a.X.To(dtype) : a.X;

    /// <summary>What the divisor of a variance is less than the count: the older flag, or the number.</summary>
    public static double Correction(Args a)
    {
        double correction = a.Float(-1, "correction", 1);
        return a.Bool(-1, "unbiased", true) ? correction : 0;
    }
}
