namespace Athanor.Tests.Ops.LinalgTests;

public sealed class ErrorTests
{
    [Fact]
    public void Errors_name_what_was_wrong()
    {
        Tensor square = Values.Random([3, 3], 1), wide = Values.Random([2, 3], 2);
        Throws("linalg.inv: expected A to be square in its last two dimensions, got shape (2, 3)", () => Linalg.Inv(wide));
        Throws("linalg.inv: expected A of float32 or float64, got int64", () => Linalg.Inv(square.To(DType.Int64)));
        Throws("linalg.svd: expected A of float32 or float64, got float16", () => Linalg.Svd(square.To(DType.Float16)));
        Throws("linalg.qr: expected A to be a matrix or a batch of matrices, got shape (3,)", () => Linalg.Qr(square.Select(0, 0)));
        Throws("linalg.solve: expected B with 3 rows for A of shape (3, 3), got shape (2, 3)", () => Linalg.Solve(square, wide));
        Throws("linalg.eigh: the triangle must be 'L' or 'U', got 'x'", () => Linalg.Eigh(square, 'x'));
        Throws("linalg.qr: the mode must be 'reduced', 'complete' or 'r', got 'full'", () => Linalg.Qr(square, "full"));
        Throws("linalg.multi_dot: tensor 1 must have 3 rows to follow tensor 0, got shape (2, 3)", () => Linalg.MultiDot([square, wide]));
    }

    [Fact]
    public void Singular_matrices_are_named()
    {
        Tensor singular = Tensor.From(new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 0 } });
        Throws("linalg.inv: the matrix is singular: pivot 3 is zero", () => Linalg.Inv(singular));
        Throws("linalg.solve: the matrix is singular: pivot 3 is zero", () => Linalg.Solve(singular, singular));
        Throws("linalg.cholesky: the matrix is not positive-definite: the leading minor of order 3 is not positive", () =>
            Linalg.Cholesky(singular));
        Tensor batch = Tensor.Stack([Tensor.Eye(3, dtype: DType.Float64), singular]);
        Throws("linalg.inv: the matrix is singular: pivot 3 is zero (matrix 1 of the batch)", () => Linalg.Inv(batch));
        Assert.Equal([0, 3], Linalg.InvEx(batch).Info.ToArray<int>());
        Assert.Equal([0, 3], Linalg.CholeskyEx(batch).Info.ToArray<int>());
        Assert.Equal([0, 3], Linalg.LuFactorEx(batch).Info.ToArray<int>());
        Assert.Equal([0, 3], Linalg.SolveEx(batch, batch).Info.ToArray<int>());
    }

    [Fact]
    public void Nan_does_not_hang()
    {
        Tensor nan = Tensor.Full([4, 4], double.NaN, DType.Float64);
        Assert.Throws<TensorException>(() => Linalg.Svd(nan));
        Assert.Throws<TensorException>(() => Linalg.Eigh(nan));
        Assert.True(double.IsNaN(Linalg.Det(nan).Item()));
    }

    private static void Throws(string message, Func<object?> run) => Assert.Equal(message, Assert.Throws<TensorException>(run).Message);
}
