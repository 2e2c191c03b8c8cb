namespace Athanor.Conformance.Operators;

/// <summary>Sums of products: of vectors, of matrices, of dimensions named by letters.</summary>
internal static class Products
{
    public static void Register(OperatorTable table)
    {
        table.Add("mm", a => a.X.Mm(a.T(1, "mat2")));
        table.Add("bmm", a => a.X.Bmm(a.T(1, "mat2")));
        table.Add("mv", a => a.X.Mv(a.T(1, "vec")));
        table.Add("dot", a => a.X.Dot(a.T(1, "tensor")));
        table.Add("vdot", a => a.X.Vdot(a.T(1, "other")));
        table.Add("inner", a => a.X.Inner(a.T(1, "other")));
        table.Add("outer", a => a.X.Outer(a.T(1, "vec2")));
        table.Add("addmm", a => a.X.Addmm(a.T(1, "mat1"), a.T(2, "mat2"), Beta(a), Alpha(a)));
        table.Add("addmv", a => a.X.Addmv(a.T(1, "mat"), a.T(2, "vec"), Beta(a), Alpha(a)));
        table.Add("addr", a => a.X.Addr(a.T(1, "vec1"), a.T(2, "vec2"), Beta(a), Alpha(a)));
        table.Add("addbmm", a => a.X.Addbmm(a.T(1, "batch1"), a.T(2, "batch2"), Beta(a), Alpha(a)));
        table.Add("baddbmm", a => a.X.Baddbmm(a.T(1, "batch1"), a.T(2, "batch2"), Beta(a), Alpha(a)));
        table.Add("cross", a => a.X.Cross(a.T(1, "other"), a.IntOr(2, "dim")));
        table.Add("tensordot", TensorDot);

        // The recorder puts the operands before the text.
        table.Add("einsum", a => Tensor.Einsum(a.Text(1, "equation", ""), a.Tensors(0, "operands")));
    }

    private static double Beta(Args a) => a.Float(-1, "beta", 1);

    private static double Alpha(Args a) => a.Float(-1, "alpha", 1);

    private static Tensor TensorDot(Args a)
    {
        if (a.Get(2, "dims") is not object?[] pair)
            return a.X.TensorDot(a.T(1, "other"), a.Int(2, "dims", 2));
        return a.X.TensorDot(a.T(1, "other"), Ints(pair[0]), Ints(pair[1]));
    }

    private static int[] Ints(object? list) => [.. ((object?[])list!).Select(part => checked((int)Convert.ToInt64(part)))];
}
