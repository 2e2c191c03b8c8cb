namespace Athanor.Tests.Ops.LinalgTests;

public sealed class FactorTests
{
    public static TheoryData<int, int> Sizes => new()
    {
        { 0, 0 }, { 0, 3 }, { 3, 0 }, { 1, 1 }, { 1, 4 }, { 4, 1 }, { 2, 2 }, { 3, 3 }, { 5, 5 }, { 7, 4 }, { 4, 7 }, { 20, 5 },
        { 5, 20 }, { 33, 33 }, { 70, 65 },
        { 65, 70 }, { 130, 130 }, { 150, 40 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Factors_multiply_to_the_matrix(int m, int n)
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor a = Values.Random([2, m, n], m * 31 + n);
        int k = Math.Min(m, n);
        double bound = 2e-14 * Math.Max(1, Math.Sqrt(m * n));

        (Tensor p, Tensor l, Tensor u) = Linalg.Lu(a);
        Assert.True(Values.Distance(p.MatMul(l).MatMul(u), a) < bound);
        Assert.True(k == 0 || l.Abs().Max().Item() <= 1);

        foreach (string mode in (string[])["reduced", "complete"])
        {
            (Tensor q, Tensor r) = Linalg.Qr(a, mode);
            Assert.Equal(mode == "reduced" ? k : m, q.Shape[^1]);
            Assert.True(Values.Distance(q.MatMul(r), a) < bound);
            Assert.True(Orthonormal(q) < bound);
        }

        foreach (bool full in (bool[])[false, true])
        {
            (Tensor left, Tensor s, Tensor right) = Linalg.Svd(a, full);
            Tensor back = (left.Narrow(-1, 0, k) * s.Unsqueeze(-2)).MatMul(right.Narrow(-2, 0, k));
            Assert.True(Values.Distance(back, a) < bound);
            Assert.True(Orthonormal(left) < bound && Orthonormal(right.MT) < bound);
            Assert.True(Values.Distance(s, Linalg.SvdVals(a)) < bound);
            double[] values = s.Select(0, 0).ToArray<double>();
            Assert.True(values.SequenceEqual(values.OrderDescending()) && values.All(v => v >= 0));
        }
        Tensor pinv = Linalg.Pinv(a);
        Assert.True(Values.Distance(a.MatMul(pinv).MatMul(a), a) < 100 * bound);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(131)]
    public void Square_matrices(int n)
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor a = Values.Random([2, n, n], n + 1), one = Tensor.Eye(n, dtype: DType.Float64).Expand(2, n, n);
        double bound = 1e-13 * Math.Max(1, n);
        Tensor positive = a.MatMul(a.MT) + one, symmetric = a + a.MT;
        Tensor l = Linalg.Cholesky(positive), upper = Linalg.Cholesky(positive, upper: true);
        Assert.True(Values.Distance(l.MatMul(l.MT), positive) < bound && Values.Distance(upper, l.MT) < bound);
        Assert.True(Values.Distance(Linalg.CholeskyInverse(l).MatMul(positive), one) < 10 * bound);
        foreach (char uplo in "LU")
        {
            (Tensor w, Tensor v) = Linalg.Eigh(symmetric, uplo);
            Assert.True(Values.Distance((v * w.Unsqueeze(-2)).MatMul(v.MT), symmetric) < bound);
            Assert.True(Orthonormal(v) < bound && Values.Distance(w, Linalg.EigValsH(symmetric, uplo)) < bound);
        }
        Tensor safe = a + one * 3.0;
        Assert.True(Values.Distance(Linalg.Inv(safe).MatMul(safe), one) < bound);
        Assert.True(Values.Distance(safe.MatMul(Linalg.Solve(safe, a)), a) < bound);
        (Tensor lu, Tensor pivots) = Linalg.LuFactor(safe);
        Assert.True(Values.Distance(Linalg.LuSolve(lu, pivots, a, left: false).MatMul(safe), a) < bound);
        (Tensor sign, Tensor log) = Linalg.SlogDet(safe);
        Assert.True(n > 40 || Values.Distance(sign * log.Exp() / Linalg.Det(safe), sign * sign) < bound);
        Tensor small = a * (1.0 / Math.Max(n, 1));
        Assert.True(Values.Distance(Linalg.MatrixExp(small).MatMul(Linalg.MatrixExp(-small)), one) < bound);
    }

    [Fact]
    public void Exponentials_of_all_sizes()
    {
        // A rotation generator: e^(tJ) is known, over all degrees of the approximant and many squarings.
        foreach (double t in (double[])[1e-9, 0.01, 0.2, 0.9, 2, 5, 11, 300])
        {
            Tensor e = Linalg.MatrixExp(Tensor.From(new[,] { { 0, -t }, { t, 0 } }));
            Tensor expected = Tensor.From(new[,] { { Math.Cos(t), -Math.Sin(t) }, { Math.Sin(t), Math.Cos(t) } });
            Assert.True(Values.Distance(e, expected) < 1e-14 * Math.Max(1, 10 * t), $"t = {t}");
        }
    }

    [Fact]
    public void Small_singular_values_keep_their_digits()
    {
        // Graded bidiagonal matrices are where plain QR iterations lose the small values. det is their product.
        Tensor a = Tensor.From(new double[,] { { 1, 1, 0, 0 }, { 0, 1e-5, 1e-5, 0 }, { 0, 0, 1e-10, 1e-10 }, { 0, 0, 0, 1e-15 } });
        double product = Linalg.SvdVals(a).ToArray<double>().Aggregate(1.0, (x, y) => x * y);
        Assert.Equal(1, product / 1e-30, 1e-12);
    }

    [Fact]
    public void Rank_deficient_and_special_matrices()
    {
        Tensor thin = Values.Random([6, 2], 9);
        Assert.Equal(2, Linalg.MatrixRank(thin.MatMul(thin.MT)).ItemInt64());
        Assert.Equal(2, Linalg.MatrixRank(thin.MatMul(thin.MT), hermitian: true).ItemInt64());
        Assert.Equal(0, Linalg.SvdVals(Tensor.Zeros([4, 3], DType.Float64)).Max().Item());
        Assert.Equal(1, Linalg.SvdVals(Tensor.Eye(5, dtype: DType.Float64)).Min().Item());
        Assert.Equal(0, Linalg.Det(Tensor.Zeros([3, 3], DType.Float64)).Item());
        Assert.Equal(double.NegativeInfinity, Linalg.LogDet(Tensor.Zeros([3, 3], DType.Float64)).Item());
        Assert.Equal(double.PositiveInfinity, Linalg.Cond(Tensor.Zeros([3, 3], DType.Float64), 1).Item());
    }

    [Fact]
    public void Float32_is_rounded_once()
    {
        Tensor wide = Values.Random([9, 9], 10, DType.Float32).To(DType.Float64), narrow = wide.To(DType.Float32);
        Assert.Equal(Linalg.Inv(wide).To(DType.Float32).ToArray<float>(), Linalg.Inv(narrow).ToArray<float>());
        Assert.Equal(Linalg.Svd(wide).U.To(DType.Float32).ToArray<float>(), Linalg.Svd(narrow).U.ToArray<float>());
    }

    [Fact]
    public void Shapes_are_known_without_memory()
    {
        using Defaults.Restore restore = Defaults.On(Device.Meta);
        Tensor a = Tensor.Zeros(2, 5, 3);
        Assert.Equal(new Shape(2, 5, 5), Linalg.Svd(a).U.Shape);
        Assert.Equal(new Shape(2, 3, 5), Linalg.Pinv(a).Shape);
        Assert.Equal(new Shape(2, 3, 1), Linalg.Lstsq(a, Tensor.Zeros(2, 5, 1)).Solution.Shape);
        Assert.Equal(new Shape(2, 3, 3), Linalg.Qr(a).R.Shape);
    }

    private static double Orthonormal(Tensor q) =>
        Values.Distance(q.MT.MatMul(q), Tensor.Eye(q.Shape[^1], dtype: DType.Float64).Expand(2, q.Shape[^1], q.Shape[^1]));
}
