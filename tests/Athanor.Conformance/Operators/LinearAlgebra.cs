namespace Athanor.Conformance.Operators;

/// <summary>Factorisations of matrices and what follows from them.</summary>
internal static class LinearAlgebra
{
    public static void Register(OperatorTable table)
    {
        Factors(table);
        Solves(table);
        Norms(table);
        table.Add("linalg.multi_dot", a => Linalg.MultiDot(a.Tensors(0, "tensors")));
        table.Add("linalg.cross", a => Linalg.Cross(a.X, a.T(1, "other"), a.Int(2, "dim", -1)));
        table.Add("linalg.vecdot", a => Linalg.VecDot(a.X, a.T(1, "y"), a.Int(2, "dim", -1)));
        table.Add("linalg.vander", a => Linalg.Vander(a.X, a.IntOr(1, "N")));
        table.Add("dist", a => Linalg.VectorNorm(a.X - a.T(1, "other"), a.Float(2, "p", 2)));
    }

    private static void Factors(OperatorTable table)
    {
        table.Add("cholesky", a => a.X.Cholesky(a.Bool(1, "upper")));
        table.Add("linalg.cholesky", a => Linalg.Cholesky(a.X, a.Bool(1, "upper")));
        table.Add("linalg.cholesky_ex", a => Linalg.CholeskyEx(a.X, a.Bool(1, "upper"), a.Bool(2, "check_errors")));
        table.Add("cholesky_solve", a => a.X.CholeskySolve(a.T(1, "L"), a.Bool(2, "upper")));
        table.Add("linalg.eigh", a => Linalg.Eigh(a.X, a.Text(1, "UPLO", "L")[0]));
        table.Add("linalg.eigvalsh", a => Linalg.EigValsH(a.X, a.Text(1, "UPLO", "L")[0]));
        table.Add("linalg.lu", a => Linalg.Lu(a.X, a.Bool(1, "pivot", true)));
        table.Add("lu", a =>
        {
            (Tensor lu, Tensor pivots, Tensor info) = Linalg.LuFactorEx(a.X, a.Bool(1, "pivot", true));
            return a.Bool(2, "get_infos") ? (lu, pivots, info) : (lu, pivots);
        });
        table.Add("linalg.qr", a => Linalg.Qr(a.X, a.Text(1, "mode", "reduced")));
        table.Add("qr", a => a.X.Qr(a.Bool(1, "some", true)));
        table.Add("linalg.svd", a => Linalg.Svd(a.X, a.Bool(1, "full_matrices", true)));
        table.Add("svd", a => a.X.Svd(a.Bool(1, "some", true)));
        table.Add("linalg.svdvals", a => Linalg.SvdVals(a.X));
    }

    private static void Solves(OperatorTable table)
    {
        table.Add("linalg.det", a => Linalg.Det(a.X));
        table.Add("logdet", a => a.X.LogDet());
        table.Add("linalg.slogdet", a => Linalg.SlogDet(a.X));
        table.Add("linalg.inv", a => Linalg.Inv(a.X));
        table.Add("linalg.inv_ex", a => Linalg.InvEx(a.X));
        table.Add("linalg.solve", a => Linalg.Solve(a.X, a.T(1, "B"), a.Bool(2, "left", true)));
        table.Add("linalg.solve_ex", a => Linalg.SolveEx(a.X, a.T(1, "B"), a.Bool(2, "left", true)));
        table.Add("linalg.solve_triangular", a =>
            Linalg.SolveTriangular(a.X, a.T(1, "B"), a.Bool(2, "upper"), a.Bool(3, "left", true), a.Bool(4, "unitriangular")));
        table.Add("triangular_solve", a =>
            a.X.TriangularSolve(a.T(1, "A"), a.Bool(2, "upper", true), a.Bool(3, "transpose"), a.Bool(4, "unitriangular")));
        table.Add("linalg.lstsq", a => Lstsq(a));
        table.Add("linalg.lstsq-grad_oriented", a => Lstsq(a) is var (solution, residuals, _, _) ? (solution, residuals) : default);
        table.Add("linalg.matrix_power", a => Linalg.MatrixPower(a.X, a.Int(1, "n")));
        table.Add("linalg.matrix_rank", a => Linalg.MatrixRank(a.X, Tolerance(a, "atol"), Tolerance(a, "rtol"), a.Bool(-1, "hermitian")));
        table.Add("linalg.pinv", a => Linalg.Pinv(a.X, Tolerance(a, "atol"), Tolerance(a, "rtol"), a.Bool(-1, "hermitian")));
        // The matrix of the singular variant is the product of two thin ones.
        table.Add("linalg.pinv-singular", a => Linalg.Pinv(a.X.MatMul(a.T(1, "b").MT)));
        table.Add("pinverse", a => a.X.Pinverse(a.Float(1, "rcond", 1e-15)));
    }

    private static void Norms(OperatorTable table)
    {
        table.Add("linalg.cond", a => a.Raw(1, "p") switch
        {
            string name => Linalg.Cond(a.X, a.Text(1, "p", name)),
            null => Linalg.Cond(a.X),
            _ => Linalg.Cond(a.X, a.Float(1, "p")),
        });
        table.Add("linalg.vector_norm", a =>
            Linalg.VectorNorm(a.X, a.Float(1, "ord", 2), a.Ints(2, "dim"), a.Bool(3, "keepdim"), a.DTypeOr(-1, "dtype")));
        table.Add("linalg.matrix_norm", a =>
        {
            int[] dims = a.Ints(2, "dim") ?? [-2, -1];
            return a.Raw(1, "ord") is string or null
                ? Linalg.MatrixNorm(a.X, a.Text(1, "ord", "fro"), dims[0], dims[1], a.Bool(3, "keepdim"))
                : Linalg.MatrixNorm(a.X, a.Float(1, "ord"), dims[0], dims[1], a.Bool(3, "keepdim"));
        });
        table.Add("linalg.norm", a => a.Raw(1, "ord") is string name
            ? Linalg.Norm(a.X, a.Text(1, "ord", name), a.Ints(2, "dim"), a.Bool(3, "keepdim"))
            : Linalg.Norm(a.X, a.FloatOr(1, "ord"), a.Ints(2, "dim"), a.Bool(3, "keepdim")));
        table.Add("norm", a => a.Raw(1, "p") is string name
            ? a.X.Norm(a.Text(1, "p", name), a.Ints(2, "dim"), a.Bool(3, "keepdim"))
            : a.X.Norm(a.Float(1, "p", 2), a.Ints(2, "dim"), a.Bool(3, "keepdim")));
    }

    private static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) Lstsq(Args a) =>
        Linalg.Lstsq(a.X, a.T(1, "b"), a.FloatOr(2, "rcond"), a.Text(-1, "driver", "gelsy"));

    private static Tensor? Tolerance(Args a, string name) => a.Raw(-1, name) switch
    {
        Tensor => a.T(-1, name),
        null => a.TOr(-1, name),
        _ => Tensor.Full(Shape.Scalar, a.Float(-1, name), a.X.DType),
    };
}
