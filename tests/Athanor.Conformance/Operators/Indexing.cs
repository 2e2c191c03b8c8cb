using Athanor.Ops;

namespace Athanor.Conformance.Operators;

/// <summary>Elements chosen and written by index or mask.</summary>
internal static class Indexing
{
    public static void Register(OperatorTable table)
    {
        Chosen(table);
        Written(table);
        Masked(table);
    }

    private static void Chosen(OperatorTable table)
    {
        table.Add("gather", a => a.X.Gather(a.Int(1, "dim"), Index(a)));
        table.Add("index_select", a => a.X.IndexSelect(a.Int(1, "dim"), Index(a)));
        table.Add("take", a => a.X.Take(a.T(1, "index")));
        table.Add("take_along_dim", a => a.X.TakeAlongDim(a.T(1, "indices"), a.IntOr(2, "dim")));
        table.Unary("argwhere", x => x.ArgWhere());
        table.Add("nonzero", a => Nonzero(a.X, a.Bool(1, "as_tuple")));
    }

    private static void Written(OperatorTable table)
    {
        table.Add("index_add", a => a.X.IndexAdd(a.Int(1, "dim"), Index(a), a.T(3, "source"), a.Float(4, "alpha", 1)));
        table.Add("index_copy", a => a.X.IndexCopy(a.Int(1, "dim"), Index(a), a.T(3, "source")));
        table.Add("index_fill", a => a.Raw(3, "value") is Tensor
            ? a.X.IndexFill(a.Int(1, "dim"), Index(a), a.T(3, "value"))
            : a.X.IndexFill(a.Int(1, "dim"), Index(a), a.Number(3, "value")));
        table.Add("index_put", a => a.X.IndexPut(a.Tensors(1, "indices"), a.T(2, "values"), a.Bool(3, "accumulate")));
        table.Add("index_reduce", a =>
            a.X.IndexReduce(a.Int(1, "dim"), Index(a), a.T(3, "source"), Mode(a.Text(4, "reduce", "")), a.Bool(5, "include_self", true)));
        table.Add("put", a => a.X.Put(a.T(1, "index"), a.T(2, "source"), a.Bool(3, "accumulate")));
        table.Add("scatter", Scatter);
        table.Add("scatter_add", a => a.X.ScatterAdd(a.Int(1, "dim"), Index(a), a.T(3, "src")));
        table.Add("scatter_reduce", a =>
            a.X.ScatterReduce(a.Int(1, "dim"), Index(a), a.T(3, "src"), Mode(a.Text(4, "reduce", "")), a.Bool(5, "include_self", true)));
        table.Add("select_scatter", a => a.X.SelectScatter(a.T(1, "src"), a.Int(2, "dim"), a.Int(3, "index")));
        table.Add("slice_scatter", a => a.X.SliceScatter(a.T(1, "src"), a.Int(2, "dim", 0), a.IntOr(3, "start"), a.IntOr(4, "end"), a.Int(5, "step", 1)));
        table.Add("diagonal_scatter", a => a.X.DiagonalScatter(a.T(1, "src"), a.Int(2, "offset", 0), a.Int(3, "dim1", 0), a.Int(4, "dim2", 1)));
    }

    private static void Masked(OperatorTable table)
    {
        // torch.where(condition, input, other) is recorded with its input first.
        table.Add("where", a => Tensor.Where(a.T(1, "condition"), a.X, a.Operand(2, "other")));
        table.Add("masked_fill", a => a.Raw(2, "value") is Tensor
            ? a.X.MaskedFill(a.T(1, "mask"), a.T(2, "value"))
            : a.X.MaskedFill(a.T(1, "mask"), a.Number(2, "value")));
        table.Add("masked_select", a => a.X.MaskedSelect(a.T(1, "mask")));
        table.Add("masked_scatter", a => a.X.MaskedScatter(a.T(1, "mask"), a.T(2, "source")));
    }

    private static Tensor Scatter(Args a)
    {
        (int dim, Tensor index, bool tensor) = (a.Int(1, "dim"), Index(a), a.Raw(3, "src") is Tensor);
        return (tensor, a.Get(4, "reduce") as string) switch
        {
            (true, null) => a.X.Scatter(dim, index, a.T(3, "src")),
            (true, { } reduce) => a.X.Scatter(dim, index, a.T(3, "src"), Mode(reduce)),
            (false, null) => a.X.Scatter(dim, index, Value(a)),
            (false, { } reduce) => a.X.Scatter(dim, index, Value(a), Mode(reduce)),
        };
    }

    // PyTorch takes indices of any integer type; those of Athanor are int64.
    private static Tensor Index(Args a) => a.T(2, "index").To(DType.Int64);

    private static Number Value(Args a) => a.NumberOr(3, "value") ?? a.Number(3, "src");

    private static ScatterMode Mode(string reduce) => reduce switch
    {
        "sum" or "add" => ScatterMode.Sum,
        "prod" or "multiply" => ScatterMode.Product,
        "mean" => ScatterMode.Mean,
        "amax" => ScatterMode.Largest,
        "amin" => ScatterMode.Smallest,
        _ => throw new FormatException($"unknown reduction {reduce}"),
    };

    // As a tuple: the indices of each dimension apart, and of a scalar those of one dimension.
    private static object Nonzero(Tensor x, bool tuple) => tuple ? (x.Rank == 0 ? x.Atleast1d() : x).Nonzero().Unbind(1) : x.Nonzero();
}
