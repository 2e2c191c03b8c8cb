namespace Athanor.Tests.Ops.LinalgTests;

public sealed class GradientTests
{
    public static TheoryData<string> Names => [.. Functions.Keys];

    private static readonly Dictionary<string, (Shape Shape, Func<Tensor, Tensor> Run)> Functions = new()
    {
        ["cholesky"] = ([2, 4, 4], x => Linalg.Cholesky(Positive(x))),
        ["cholesky upper"] = ([3, 3], x => Linalg.Cholesky(Positive(x), upper: true)),
        ["cholesky solve"] = ([3, 3], x => Linalg.CholeskySolve(x, Linalg.Cholesky(Positive(x)))),
        ["cholesky inverse"] = ([3, 3], x => Linalg.CholeskyInverse(Linalg.Cholesky(Positive(x)))),
        ["qr square"] = ([3, 3], x => Both(Linalg.Qr(x))),
        ["qr tall"] = ([2, 5, 3], x => Both(Linalg.Qr(x))),
        ["qr wide"] = ([3, 5], x => Both(Linalg.Qr(x))),
        ["qr complete wide"] = ([3, 5], x => Both(Linalg.Qr(x, "complete"))),
        ["lu square"] = ([2, 4, 4], x => Lu(x)),
        ["lu wide"] = ([3, 5], x => Lu(x)),
        ["lu tall"] = ([5, 3], x => Lu(x)),
        ["lu unpivoted"] = ([3, 3], x => Linalg.LuFactor(Positive(x), pivot: false).LU),
        ["lu solve"] = ([3, 3], x => Factored(x, left: true, adjoint: false)),
        ["lu solve adjoint"] = ([3, 3], x => Factored(x, left: true, adjoint: true)),
        ["lu solve right"] = ([3, 3], x => Factored(x, left: false, adjoint: false)),
        ["solve"] = ([2, 3, 3], x => Linalg.Solve(x, x.Square())),
        ["solve right"] = ([3, 3], x => Linalg.Solve(x, x.Square(), left: false)),
        ["solve vector"] = ([3, 3], x => Linalg.Solve(x, x.Select(0, 1).Square())),
        ["triangular"] = ([3, 3], x => Linalg.SolveTriangular(x, x.Square(), upper: true)),
        ["triangular unit right"] = ([3, 3], x => Linalg.SolveTriangular(x, x.Square(), upper: false, left: false, unitriangular: true)),
        ["inv"] = ([2, 3, 3], Linalg.Inv),
        ["det"] = ([2, 3, 3], Linalg.Det),
        ["slogdet"] = ([2, 3, 3], x => Linalg.SlogDet(x).LogAbsDet),
        ["logdet"] = ([3, 3], x => Linalg.LogDet(Positive(x))),
        ["eigvalsh"] = ([2, 4, 4], x => Linalg.EigValsH(x + x.MT)),
        ["eigh"] = ([3, 3], x => Projectors(Linalg.Eigh(x + x.MT))),
        ["eigh upper"] = ([3, 3], x => Projectors(Linalg.Eigh(x + x.MT, 'U'))),
        ["svdvals"] = ([2, 3, 4], Linalg.SvdVals),
        ["svd tall"] = ([4, 3], x => Subspaces(Linalg.Svd(x, fullMatrices: false))),
        ["svd wide"] = ([3, 4], x => Subspaces(Linalg.Svd(x, fullMatrices: false))),
        ["pinv tall"] = ([4, 3], x => Linalg.Pinv(x)),
        ["pinv wide"] = ([2, 3, 4], x => Linalg.Pinv(x)),
        ["pinv of rank 2"] = ([4, 2], x => Linalg.Pinv(x.MatMul(x.MT))),
        ["pinv hermitian"] = ([3, 3], x => Linalg.Pinv(x + x.MT, hermitian: true)),
        ["lstsq tall"] = ([4, 3], x => Linalg.Lstsq(x, x.Square()).Solution),
        ["lstsq residuals"] = ([4, 3], x => Linalg.Lstsq(x, x.Square(), driver: "gelsd").Residuals),
        ["lstsq wide"] = ([2, 4], x => Linalg.Lstsq(x, x.Square()).Solution),
        ["matrix power"] = ([3, 3], x => Linalg.MatrixPower(x, 5)),
        ["matrix power negative"] = ([3, 3], x => Linalg.MatrixPower(x, -2)),
        ["matrix exp"] = ([2, 3, 3], Linalg.MatrixExp),
        ["matrix exp large"] = ([3, 3], x => Linalg.MatrixExp(x * 6.0) / 100.0),
        ["householder"] = ([4, 2], x => Linalg.HouseholderProduct(x, x.Select(0, 0) + 1.0)),
        ["norm 2"] = ([3, 4], x => Linalg.VectorNorm(x, 2, [0])),
        ["norm 1"] = ([3, 4], x => Linalg.VectorNorm(x, 1, [1])),
        ["norm 3.5"] = ([3, 4], x => Linalg.VectorNorm(x, 3.5)),
        ["norm 0.5"] = ([4], x => Linalg.VectorNorm(x, 0.5)),
        ["norm -2"] = ([4], x => Linalg.VectorNorm(x, -2)),
        ["norm inf"] = ([3, 4], x => Linalg.VectorNorm(x, double.PositiveInfinity, [1], keepDim: true)),
        ["nuc"] = ([3, 4], x => Linalg.MatrixNorm(x, "nuc")),
        ["spectral"] = ([2, 3, 4], x => Linalg.MatrixNorm(x, 2)),
        ["cond"] = ([3, 3], Linalg.Cond),
        ["cond 1"] = ([3, 3], x => Linalg.Cond(x, 1)),
        ["multi dot"] = ([3, 3], x => Linalg.MultiDot([x, x.Select(0, 0).Unsqueeze(1), x.Select(0, 1).Unsqueeze(0), x])),
        ["cross"] = ([2, 3], x => Linalg.Cross(x, x.Square())),
        ["vander"] = ([3], x => Linalg.Vander(x, 4)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_differences(string name)
    {
        (Shape shape, Func<Tensor, Tensor> run) = Functions[name];
        Differences.Check(run, Values.Random(shape, 5), 2e-6);
    }

    /// <summary>The determinant is a polynomial, so that its derivatives exist wherever A is, whatever its rank.</summary>
    [Theory]
    [InlineData(4, 3)]
    [InlineData(4, 2)]
    [InlineData(3, 1)]
    [InlineData(3, 0)]
    public void Determinant_of_singular_matrices(int n, int rank)
    {
        Tensor x = Values.Random([n, Math.Max(rank, 1)], 6);
        Differences.Check(Linalg.Det, rank == 0 ? Tensor.Zeros([n, n], DType.Float64) : x.MatMul(Values.Random([rank, n], 7)), 1e-6);
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    [InlineData(0.5)]
    public void Norms_have_gradient_0_at_0(double ord)
    {
        Tensor x = Tensor.Zeros([3], DType.Float64);
        x.RequiresGrad = true;
        Linalg.VectorNorm(x, ord).Backward();
        Assert.Equal([0.0, 0, 0], x.Grad!.ToArray<double>());
    }

    private static Tensor Positive(Tensor x) => x.MatMul(x.MT) + Tensor.Eye(x.Shape[^1], dtype: DType.Float64);

    private static Tensor Both((Tensor A, Tensor B) pair) => Tensor.Cat([pair.A.Flatten(), pair.B.Flatten()]);

    private static Tensor Lu(Tensor x)
    {
        (_, Tensor l, Tensor u) = Linalg.Lu(x);
        return Tensor.Cat([l.Flatten(), u.Flatten(), Linalg.LuFactor(x).LU.Flatten()]);
    }

    private static Tensor Factored(Tensor x, bool left, bool adjoint)
    {
        (Tensor lu, Tensor pivots) = Linalg.LuFactor(x);
        return Linalg.LuSolve(lu, pivots, x.Square(), left, adjoint);
    }

    /// <summary>What does not depend on the signs of vectors: the values, and the projector on each vector.</summary>
    private static Tensor Projectors((Tensor W, Tensor V) pair) =>
        Tensor.Cat([pair.W, (pair.V.MT.Unsqueeze(-1) * pair.V.MT.Unsqueeze(-2)).Flatten()]);

    private static Tensor Subspaces((Tensor U, Tensor S, Tensor Vh) parts) =>
        Tensor.Cat([parts.S, (parts.U.MT.Unsqueeze(-1) * parts.Vh.Unsqueeze(-2)).Flatten(), parts.U.MatMul(parts.U.MT).Flatten()]);
}
