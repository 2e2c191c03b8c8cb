namespace Athanor.Conformance.Operators;

/// <summary>Order, ranks and sets.</summary>
internal static class Sorting
{
    public static void Register(OperatorTable table)
    {
        table.Add("sort", a => a.X.Sort(a.Int(1, "dim", -1), a.Bool(2, "descending"), a.Bool(-1, "stable")));
        table.Add("argsort", a => a.X.ArgSort(a.Int(1, "dim", -1), a.Bool(2, "descending"), a.Bool(-1, "stable")));
        table.Unary("msort", x => x.MSort());
        table.Add("topk", a => a.X.TopK(a.Int(1, "k"), a.Int(2, "dim", -1), a.Bool(3, "largest", true), a.Bool(4, "sorted", true)));
        table.Add("kthvalue", a => a.X.KthValue(a.Int(1, "k"), a.Int(2, "dim", -1), a.Bool(3, "keepdim")));
        table.Add("median", a => a.IntOr(1, "dim") is { } dim ? a.X.Median(dim, a.Bool(2, "keepdim")) : a.X.Median());
        table.Add("nanmedian", a => a.IntOr(1, "dim") is { } dim ? a.X.NanMedian(dim, a.Bool(2, "keepdim")) : a.X.NanMedian());
        table.Add("mode", a => a.X.Mode(a.Int(1, "dim", -1), a.Bool(2, "keepdim")));
        table.Add("unique", Unique);
        table.Add("unique_consecutive", UniqueConsecutive);
        table.Add("isin", a => a.X.IsIn(a.T(1, "test_elements"), a.Bool(-1, "invert")));
        table.Add("searchsorted", a => Tensor.SearchSorted(a.X, Searched(a), Right(a), a.TOr(-1, "sorter"), IndexType(a)));
        table.Add("bucketize", a => a.X.Bucketize(a.T(1, "boundaries"), a.Bool(-1, "right"), IndexType(a)));
        table.Add("histc", a => a.X.Histc(a.Int(1, "bins", 100), a.Float(2, "min", 0), a.Float(3, "max", 0)));
    }

    private static DType IndexType(Args a) => a.Bool(-1, "out_int32") ? DType.Int32 : DType.Int64;

    private static Tensor Searched(Args a) => a.Operand(1, "input");

    private static bool Right(Args a) => a.Bool(-1, "right") | a.Text(-1, "side", "left") == "right";

    private static object Unique(Args a)
    {
        // Athanor always sorts; PyTorch does too, on a CPU, whatever it is asked.
        a.Ignore(1, "sorted");
        UniqueResult result = a.X.Unique(a.IntOr(4, "dim"));
        return Parts(result, a.Bool(2, "return_inverse"), a.Bool(3, "return_counts"));
    }

    private static object UniqueConsecutive(Args a)
    {
        UniqueResult result = a.X.UniqueConsecutive(a.IntOr(3, "dim"));
        return Parts(result, a.Bool(1, "return_inverse"), a.Bool(2, "return_counts"));
    }

    private static List<Tensor> Parts(UniqueResult result, bool inverse, bool counts)
    {
        List<Tensor> parts = [result.Values];
        if (inverse)
            parts.Add(result.Inverse);
        if (counts)
            parts.Add(result.Counts);
        return parts;
    }
}
