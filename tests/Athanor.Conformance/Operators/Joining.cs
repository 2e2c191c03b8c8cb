namespace Athanor.Conformance.Operators;

/// <summary>Tensors joined, parted and repeated.</summary>
internal static class Joining
{
    public static void Register(OperatorTable table)
    {
        Joined(table);
        Parted(table);
        Repeated(table);
        Diagonals(table);
    }

    private static void Joined(OperatorTable table)
    {
        table.Add("cat", a => Tensor.Cat(a.Tensors(0, "tensors"), a.Int(1, "dim", 0)));
        table.Add("stack", a => Tensor.Stack(a.Tensors(0, "tensors"), a.Int(1, "dim", 0)));
        table.Add("hstack", a => Tensor.HStack(a.Tensors(0, "tensors")));
        table.Add("vstack", a => Tensor.VStack(a.Tensors(0, "tensors")));
        table.Add("dstack", a => Tensor.DStack(a.Tensors(0, "tensors")));
        table.Add("column_stack", a => Tensor.ColumnStack(a.Tensors(0, "tensors")));
        table.Unary("atleast_1d", x => x.Atleast1d());
        table.Unary("atleast_2d", x => x.Atleast2d());
        table.Unary("atleast_3d", x => x.Atleast3d());
        table.Add("broadcast_tensors", a => Tensor.BroadcastTensors(a.RestTensors(0)));
        table.Add("broadcast_shapes", BroadcastShapes);
        table.Add("meshgrid-list_of_tensors", a => Tensor.Meshgrid(a.Tensors(0, "tensors"), a.Text(1, "indexing", "ij")));
        table.Add("meshgrid-variadic_tensors", a => Tensor.Meshgrid(a.RestTensors(0), a.Text(-1, "indexing", "ij")));
        table.Add("cartesian_prod", a => Tensor.CartesianProd(a.RestTensors(0)));
        table.Add("combinations", a => a.X.Combinations(a.Int(1, "r", 2), a.Bool(2, "with_replacement")));
        table.Add("block_diag", a => Tensor.BlockDiag(a.RestTensors(0)));
    }

    private static void Parted(OperatorTable table)
    {
        table.Add("chunk", a => a.X.Chunk(a.Int(1, "chunks"), a.Int(2, "dim", 0)));
        table.Add("split", a => a.X.Split(a.Int(1, "split_size_or_sections"), a.Int(2, "dim", 0)));
        table.Add("split-list_args", a => a.X.Split(a.Ints(1, "split_size_or_sections")!, a.Int(2, "dim", 0)));
        table.Add("split_with_sizes", a => a.X.Split(a.Ints(1, "split_sizes")!, a.Int(2, "dim", 0)));
        table.Add("tensor_split", TensorSplit);
        table.Add("hsplit", a => a.Raw(1, "") is object?[] ? a.X.HSplit(a.Ints(1, "indices")!) : a.X.HSplit(a.Int(1, "sections")));
        table.Add("vsplit", a => a.Raw(1, "") is object?[] ? a.X.VSplit(a.Ints(1, "indices")!) : a.X.VSplit(a.Int(1, "sections")));
        table.Add("dsplit", a => a.Raw(1, "") is object?[] ? a.X.DSplit(a.Ints(1, "indices")!) : a.X.DSplit(a.Int(1, "sections")));
        table.Add("unbind", a => a.X.Unbind(a.Int(1, "dim", 0)));
    }

    private static void Repeated(OperatorTable table)
    {
        table.Add("repeat", a => a.X.Repeat(a.RestInts(1)));
        table.Add("tile", a => a.X.Tile(a.RestInts(1)));
        table.Add("repeat_interleave", RepeatInterleave);
        table.Add("roll", a => a.X.Roll(a.Ints(1, "shifts")!, a.Ints(2, "dims") ?? []));
        table.Add("rot90", Rotate);
    }

    private static void Diagonals(OperatorTable table)
    {
        table.Add("diag", a => a.X.Diag(a.Int(1, "diagonal", 0)));
        table.Add("diagflat", a => a.X.DiagFlat(a.Int(1, "offset", 0)));
        table.Add("diag_embed", a => a.X.DiagEmbed(a.Int(1, "offset", 0), a.Int(2, "dim1", -2), a.Int(3, "dim2", -1)));
        table.Add("tril", a => a.X.Tril(a.Int(1, "diagonal", 0)));
        table.Add("triu", a => a.X.Triu(a.Int(1, "diagonal", 0)));
        table.Unary("trace", x => x.Trace());
    }

    private static Shape BroadcastShapes(Args a)
    {
        Shape shape = Shape.Scalar;
        for (int i = 0; i < a.Count; i++)
            shape = Shape.Broadcast(shape, new Shape(a.Ints(i, "")!));
        return shape;
    }

    private static Tensor[] TensorSplit(Args a) => a.Raw(1, "tensor_indices_or_sections") switch
    {
        Tensor => a.X.TensorSplit(a.T(1, ""), a.Int(2, "dim", 0)),
        object?[] => a.X.TensorSplit(a.Ints(1, "")!, a.Int(2, "dim", 0)),
        _ => a.X.TensorSplit(a.Int(1, ""), a.Int(2, "dim", 0)),
    };

    private static Tensor RepeatInterleave(Args a)
    {
        // What the size will be is only told for speed.
        a.Ignore(-1, "output_size");
        return a.Raw(1, "repeats") is Tensor ? a.X.RepeatInterleave(a.T(1, "repeats"), a.IntOr(2, "dim")) : a.X.RepeatInterleave(a.Int(1, "repeats"), a.IntOr(2, "dim"));
    }

    private static Tensor Rotate(Args a)
    {
        int[] dims = a.Ints(2, "dims") ?? [0, 1];
        return a.X.Rot90(a.Int(1, "k", 1), dims[0], dims[1]);
    }
}
