namespace Athanor.Conformance.Operators;

/// <summary>The same elements in other shapes and orders.</summary>
internal static class Views
{
    public static void Register(OperatorTable table)
    {
        Shapes(table);
        Orders(table);
        Parts(table);
        Types(table);
    }

    private static void Shapes(OperatorTable table)
    {
        table.Add("reshape", a => a.X.Reshape(a.RestInts(1)));
        table.Add("view", a => a.X.ViewAs(a.RestInts(1)));
        table.Add("reshape_as", a => a.X.Reshape(a.T(1, "other").Shape));
        table.Add("view_as", a => a.X.ViewAs(a.T(1, "other").Shape.Dims));
        table.Unary("ravel", x => x.Ravel());
        table.Add("flatten", a => a.X.Flatten(a.Int(1, "start_dim", 0), a.Int(2, "end_dim", -1)));
        table.Add("unflatten", a => a.X.Unflatten(a.Int(1, "dim"), a.Ints(2, "sizes")!));
        table.Add("expand", a => a.X.Expand(a.RestInts(1)));
        table.Add("broadcast_to", a => a.X.Expand(a.RestInts(1)));
        table.Add("expand_as", a => a.X.Expand(a.T(1, "other").Shape));
        table.Add("unsqueeze", a => a.X.Unsqueeze(a.Int(1, "dim")));
        table.Add("squeeze", Squeeze);
    }

    private static void Orders(OperatorTable table)
    {
        table.Add("permute", a => a.X.Permute(a.RestInts(1)));
        table.Add("transpose", a => a.X.Transpose(a.Int(1, "dim0"), a.Int(2, "dim1")));
        table.Add("movedim", a => a.X.MoveDim(a.Ints(1, "source")!, a.Ints(2, "destination")!));
        table.Unary("mT", x => x.MT);
        table.Unary("mH", x => x.MT);
        table.Unary("T", Reversed);
        table.Unary("H", Reversed);
        table.Unary("t", Reversed);
        table.Add("flip", a => a.X.Flip(a.Ints(1, "dims")!));
        table.Unary("fliplr", x => x.FlipLR());
        table.Unary("flipud", x => x.FlipUD());
    }

    private static void Parts(OperatorTable table)
    {
        table.Add("narrow", a => a.X.Narrow(a.Int(1, "dim"), Start(a), a.Int(3, "length")));
        table.Add("select", a => a.X.Select(a.Int(1, "dim"), a.Int(2, "index")));
        table.Add("slice", a => a.X.SliceDim(a.Int(1, "dim", 0), a.IntOr(2, "start"), a.IntOr(3, "end"), a.Int(4, "step", 1)));
        table.Add("diagonal", a => a.X.Diagonal(a.Int(1, "offset", 0), a.Int(2, "dim1", 0), a.Int(3, "dim2", 1)));
        table.Add("linalg.diagonal", a => a.X.Diagonal(a.Int(1, "offset", 0), a.Int(2, "dim1", -2), a.Int(3, "dim2", -1)));
        table.Add("unfold", a => a.X.Unfold(a.Int(1, "dimension"), a.Int(2, "size"), a.Int(3, "step")));
    }

    private static void Types(OperatorTable table)
    {
        table.Unary("clone", x => x.Clone());
        table.Unary("contiguous", x => x.Contiguous());
        table.Unary("bool", x => x.To(DType.Bool));
        table.Unary("int", x => x.To(DType.Int32));
        table.Unary("long", x => x.To(DType.Int64));
        table.Unary("float", x => x.To(DType.Float32));
        table.Unary("double", x => x.To(DType.Float64));
    }

    private static Tensor Squeeze(Args a)
    {
        if (a.Raw(1, "dim") is null)
            return a.X.Squeeze();
        int[] dims = a.Ints(1, "dim")!;
        // No dimensions are none here; Athanor's Squeeze() without any means all of size 1.
        return dims.Length == 0 ? a.X : a.X.Squeeze(dims);
    }

    private static Tensor Reversed(Tensor x) => x.Permute([.. Enumerable.Range(0, x.Rank).Reverse()]);

    // PyTorch also takes a negative start, from the end.
    private static int Start(Args a)
    {
        int start = a.Int(2, "start");
        return start < 0 ? start + a.X.Size(a.Int(1, "dim")) : start;
    }
}
