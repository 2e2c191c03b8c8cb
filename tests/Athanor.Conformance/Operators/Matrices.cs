namespace Athanor.Conformance.Operators;

/// <summary>Products of vectors, matrices and batches of them, and distances.</summary>
internal static class Matrices
{
    public static void Register(OperatorTable table)
    {
        table.Binary("matmul", (x, y) => x.MatMul(y));
        table.Add("mm", a => a.X.MatMul(a.T(1, "mat2")));
        table.Add("bmm", a => a.X.MatMul(a.T(1, "mat2")));
        table.Add("mv", a => a.X.MatMul(a.T(1, "vec")));
        table.Add("dot", a => a.X.MatMul(a.T(1, "tensor")));
        table.Add("vdot", a => a.X.MatMul(a.T(1, "other")));
        table.Binary("inner", (x, y) => x.Inner(y));
        table.Add("outer", a => a.X.Outer(a.T(1, "vec2")));
        table.Add("einsum", a => Tensor.Einsum(a.Text(1, "equation", ""), a.Tensors(0, "operands")));
        table.Add("tensordot", TensorDot);
        table.Add("nn.functional.linear", a => a.X.Linear(a.T(1, "weight"), a.TOr(2, "bias")));
        Sums(table);
        Distances(table);
    }

    private static void Sums(OperatorTable table)
    {
        table.Add("addmm", a => a.X.Addmm(a.T(1, "mat1"), a.T(2, "mat2"), Beta(a), Alpha(a)));
        table.Add("addmv", a => a.X.Addmv(a.T(1, "mat"), a.T(2, "vec"), Beta(a), Alpha(a)));
        table.Add("addr", a => a.X.Addr(a.T(1, "vec1"), a.T(2, "vec2"), Beta(a), Alpha(a)));
        table.Add("addbmm", a => a.X.Addbmm(a.T(1, "batch1"), a.T(2, "batch2"), Beta(a), Alpha(a)));
        table.Add("baddbmm", a => a.X.Baddbmm(a.T(1, "batch1"), a.T(2, "batch2"), Beta(a), Alpha(a)));
    }

    private static void Distances(OperatorTable table)
    {
        table.Add("cdist", a =>
        {
            // Whether products of matrices may be used: a choice of speed.
            a.Ignore(3, "compute_mode");
            return a.X.Cdist(a.T(1, "x2"), a.Float(2, "p", 2));
        });
        table.Add("nn.functional.pdist", a => a.X.Pdist(a.Float(1, "p", 2)));
    }

    private static double Beta(Args a) => a.Float(-1, "beta", 1);

    private static double Alpha(Args a) => a.Float(-1, "alpha", 1);

    // The dimensions to contract: how many, or one list for each tensor.
    private static Tensor TensorDot(Args a)
    {
        if (a.Raw(2, "dims") is not object?[])
            return a.X.TensorDot(a.T(1, "other"), a.Int(2, "dims", 2));
        int[][] dims = [.. ((object?[])a.Get(2, "dims")!).Select(list => ((object?[])list!).Select(Convert.ToInt32).ToArray())];
        return a.X.TensorDot(a.T(1, "other"), dims[0], dims[1]);
    }
}
