namespace Athanor.Tests.Tensors;

/// <summary>Tensors print as PyTorch prints them; the expected texts are its own but for the names of types.</summary>
public sealed class PrintTests
{
    private static void Prints(string expected, Tensor tensor) => Assert.Equal(expected.ReplaceLineEndings("\n"), tensor.ToString());

    [Fact]
    public void Scalars_and_empty_tensors()
    {
        Prints("tensor(2.5000)", Tensor.Scalar(2.5));
        Prints("tensor(3)", Tensor.Scalar(3));
        Prints("tensor(3.)", Tensor.Scalar(3.0));
        Prints("tensor(True)", Tensor.Scalar(true));
        Prints("tensor([])", Tensor.Zeros(0));
        Prints("tensor([], size=(0, 3))", Tensor.Zeros(0, 3));
        Prints("tensor([], dtype=float64)", Tensor.Zeros([0], DType.Float64));
    }

    [Fact]
    public void Rows_of_numbers_are_aligned()
    {
        Prints("tensor([1.0000, 2.5000])", Tensor.From([1f, 2.5f]));
        Prints("tensor([-1., 10.])", Tensor.From([-1f, 10f]));
        Prints("tensor([  1, -20])", Tensor.From([1L, -20]));
        Prints("tensor([1, 2], dtype=int32)", Tensor.From([1, 2]));
        Prints("tensor([ True, False])", Tensor.From([true, false]));
        Prints("tensor([-1.5000,  2.0000])", Tensor.From([-1.5f, 2f]));
        Prints("tensor([1., 2.], dtype=bfloat16)", Tensor.From([1f, 2f]).To(DType.BFloat16));
    }

    [Fact]
    public void Numbers_that_are_none_and_wide_ranges()
    {
        Prints("tensor([ nan,  inf, -inf])", Tensor.From([float.NaN, float.PositiveInfinity, float.NegativeInfinity]));
        Prints("tensor([1.5000,    nan,    inf])", Tensor.From([1.5f, float.NaN, float.PositiveInfinity]));
        Prints("tensor([1.0000e-05, 1.0000e+00])", Tensor.From([1e-5f, 1f]));
        Prints("tensor([1.0000e+00, 1.2346e+04])", Tensor.From([1f, 12345.6f]) * 1.0);
        Prints("tensor([1.0000e+09, 1.0000e+00])", Tensor.From([1e9f, 1f]));
        Prints("tensor([100000.,      1.])", Tensor.From([100000f, 1f]));
        Prints("tensor([0.0010, 0.0020])", Tensor.From([0.001f, 0.002f]));
    }

    [Fact]
    public void Dimensions_are_indented()
    {
        Prints("""
            tensor([[0, 1, 2],
                    [3, 4, 5]])
            """, Tensor.Arange(6).Reshape(2, 3));
        Prints("""
            tensor([[[0, 1],
                     [2, 3]],

                    [[4, 5],
                     [6, 7]]])
            """, Tensor.Arange(8).Reshape(2, 2, 2));
        Prints("""
            tensor([[0, 3],
                    [1, 4],
                    [2, 5]])
            """, Tensor.Arange(6).Reshape(2, 3).T);
    }

    [Fact]
    public void Long_rows_are_folded_and_large_tensors_cut()
    {
        Prints("""
            tensor([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16, 17,
                    18, 19, 20, 21, 22, 23, 24])
            """, Tensor.Arange(25));
        Prints("tensor([   0,    1,    2,  ..., 1998, 1999, 2000])", Tensor.Arange(2001));
        Prints("""
            tensor([[   0,    1,    2,  ...,   37,   38,   39],
                    [  40,   41,   42,  ...,   77,   78,   79],
                    [  80,   81,   82,  ...,  117,  118,  119],
                    ...,
                    [1480, 1481, 1482,  ..., 1517, 1518, 1519],
                    [1520, 1521, 1522,  ..., 1557, 1558, 1559],
                    [1560, 1561, 1562,  ..., 1597, 1598, 1599]])
            """, Tensor.Arange(1600).Reshape(40, 40));
    }

    [Fact]
    public void What_else_there_is_to_know()
    {
        Tensor x = Tensor.From([1f]);
        x.RequiresGrad = true;
        Prints("tensor([1.], requires_grad)", x);
        Prints("tensor([1.], made_by=abs)", x.Abs());
        Prints("tensor(..., size=(2, 3), device=meta)", Tensor.Empty(new Athanor.Ops.TensorSpec([2, 3], DType.Float32, Device.Meta)));
    }
}
