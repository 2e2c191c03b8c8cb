using Athanor.Autograd;
using Athanor.Ops;

namespace Athanor;

public static partial class Linalg
{
    /// <summary>
    /// X with A·X = B (X·A = B unless <paramref name="left"/>). B is a batch of matrices, or of vectors if it has one dimension or just the
    /// shape of A without its last.
    /// </summary>
    /// <exception cref="TensorException">A is not square or singular, or the shapes do not fit.</exception>
    public static Tensor Solve(Tensor a, Tensor b, bool left = true) => SolveOf(a, b, left, throws: true).Result;

    /// <summary>As <see cref="Solve"/>, with 0 or the number of the pivot that is zero (int32) for each matrix.</summary>
    public static (Tensor Result, Tensor Info) SolveEx(Tensor a, Tensor b, bool left = true, bool checkErrors = false) =>
        SolveOf(a, b, left, checkErrors);

    /// <summary>
    /// X with A·X = B (X·A = B unless <paramref name="left"/>) for a triangular A; the other triangle is not read, nor is the diagonal if
    /// it is said to be 1. Leading dimensions broadcast.
    /// </summary>
    public static Tensor SolveTriangular(Tensor a, Tensor b, bool upper, bool left = true, bool unitriangular = false)
    {
        MatrixOp.CheckSquare("linalg.solve_triangular", a.Spec);
        if (!left)
            return SolveTriangular(a.MT, b.MT, !upper, true, unitriangular).MT;
        (a, b) = Together("linalg.solve_triangular", a, b);
        return Tensor.Apply(new TriangularSolve(upper, unitriangular), a, b);
    }

    /// <summary>
    /// As <c>torch.triangular_solve(b, A)</c>: X with A·X = B (Aᵀ if <paramref name="transpose"/>), and the triangle of A that was read.
    /// </summary>
    public static (Tensor Solution, Tensor ClonedCoefficient) TriangularSolve(
        Tensor b, Tensor a, bool upper = true, bool transpose = false, bool unitriangular = false)
    {
        Tensor x = SolveTriangular(transpose ? a.MT : a, b, transpose ? !upper : upper, true, unitriangular);
        Shape lead = x.Shape[..^2];
        return (x, a.Expand([.. lead, a.Shape[^2], a.Shape[^1]]).Clone());
    }

    /// <summary>A⁻¹.</summary>
    /// <exception cref="TensorException">A matrix is not square or singular.</exception>
    public static Tensor Inv(Tensor a) => Tensor.ApplyMany(new Inverse(Throws: true), a)[0];

    /// <summary>A⁻¹, with 0 or the number of the pivot that is zero (int32) for each matrix.</summary>
    public static (Tensor Inverse, Tensor Info) InvEx(Tensor a, bool checkErrors = false)
    {
        Tensor[] parts = Tensor.ApplyMany(new Inverse(checkErrors), a);
        return (parts[0], parts[1]);
    }

    /// <summary>The determinant; its gradient exists for singular matrices too.</summary>
    public static Tensor Det(Tensor a) => Tensor.Apply(new Determinant(), a);

    /// <summary>ln det A; −∞ for a singular matrix, NaN for a negative determinant.</summary>
    public static Tensor LogDet(Tensor a)
    {
        (Tensor sign, Tensor log) = SlogDet(a);
        return log + Tensor.Where(sign < 0.0, Triangles.ZeroLike(log) + double.NaN, Triangles.ZeroLike(log));
    }

    /// <summary>The sign of the determinant and the logarithm of its magnitude: 0 and −∞ for a singular matrix.</summary>
    public static (Tensor Sign, Tensor LogAbsDet) SlogDet(Tensor a)
    {
        Tensor[] parts = Tensor.ApplyMany(new SignLogDeterminant(), a);
        return (parts[0], parts[1]);
    }

    /// <summary>A multiplied n times with itself; A⁻¹ for a negative <paramref name="n"/>, the identity for 0.</summary>
    public static Tensor MatrixPower(Tensor a, int n)
    {
        CheckProduct("linalg.matrix_power", a);
        if (a.Shape[^1] != a.Shape[^2])
            throw new TensorException("linalg.matrix_power", $"expected A to be square in its last two dimensions, got shape {a.Shape}");
        if (n == 0)
            return Triangles.Identity(a.Shape[^1], a).Expand(a.Shape).Clone();
        if (n < 0)
            return MatrixPower(Inv(a), checked(-n));
        Tensor? result = null;
        for (Tensor square = a; ; square = square.MatMul(square))
        {
            if ((n & 1) != 0)
                result = result is null ? square : result.MatMul(square);
            n >>= 1;
            if (n == 0)
                return ReferenceEquals(result, a) ? a.Clone() : result!;
        }
    }

    /// <summary>e^A (Higham 2005).</summary>
    public static Tensor MatrixExp(Tensor a) => Tensor.Apply(new MatrixExponential(), a);

    /// <summary>
    /// How many singular values (eigenvalue magnitudes if <paramref name="hermitian"/>) exceed max(atol, rtol·largest), as int64. Without
    /// tolerances rtol is max(m, n)·ε; with only atol it is 0.
    /// </summary>
    public static Tensor MatrixRank(Tensor a, Tensor? atol = null, Tensor? rtol = null, bool hermitian = false)
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        Tensor s = hermitian ? EigValsH(a).Abs() : SvdVals(a);
        if (s.Shape[^1] == 0)
            return Tensor.Zeros(new TensorSpec(a.Shape[..^2], DType.Int64, a.Device));
        (Tensor absolute, Tensor relative) = Tolerances("linalg.matrix_rank", a, atol, rtol);
        Tensor bound = Tensor.Maximum(absolute, relative * s.Amax([-1])).Unsqueeze(-1);
        return (s > bound).To(DType.Int64).Sum(-1);
    }

    /// <summary>As <see cref="MatrixRank(Tensor, Tensor?, Tensor?, bool)"/>, with numbers.</summary>
    public static Tensor MatrixRank(Tensor a, double? atol, double? rtol = null, bool hermitian = false) =>
        MatrixRank(a, Constant(a, atol), Constant(a, rtol), hermitian);

    /// <summary>
    /// The pseudoinverse (Moore and Penrose) from singular values above max(atol, rtol·largest); defaults as
    /// <see cref="MatrixRank(Tensor, Tensor?, Tensor?, bool)"/>. Its gradient assumes that the rank does not change.
    /// </summary>
    public static Tensor Pinv(Tensor a, Tensor? atol = null, Tensor? rtol = null, bool hermitian = false)
    {
        MatrixOp.Check("linalg.pinv", a.Spec);
        (Tensor absolute, Tensor relative) = Tolerances("linalg.pinv", a, atol, rtol);
        Shape lead = a.Shape[..^2];
        return Tensor.Apply(
            new PseudoInverse(hermitian), a, absolute.Expand(lead).Unsqueeze(-1).Unsqueeze(-1),
            relative.Expand(lead).Unsqueeze(-1).Unsqueeze(-1));
    }

    /// <summary>As <see cref="Pinv(Tensor, Tensor?, Tensor?, bool)"/>, with numbers.</summary>
    public static Tensor Pinv(Tensor a, double? atol, double? rtol = null, bool hermitian = false) =>
        Pinv(a, Constant(a, atol), Constant(a, rtol), hermitian);

    /// <summary>
    /// The X of least ‖A·X − B‖ (and least norm among those), by singular values. Residuals (squared, one a column) are given for m &gt; n
    /// and full rank by all drivers but <c>gelsy</c>; rank and singular values by <c>gelsy</c> (rank only), <c>gelsd</c> and <c>gelss</c>, as
    /// PyTorch gives them; <c>gels</c> assumes full rank. B is a batch of vectors if it has one dimension less than A.
    /// </summary>
    /// <exception cref="TensorException">The shapes do not fit, or the driver is none of those.</exception>
    public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) Lstsq(
        Tensor a, Tensor b, double? rcond = null, string driver = "gelsy")
    {
        if (driver is not ("gels" or "gelsy" or "gelsd" or "gelss"))
            throw new TensorException("linalg.lstsq", $"the driver must be 'gels', 'gelsy', 'gelsd' or 'gelss', got '{driver}'");
        MatrixOp.Check("linalg.lstsq", a.Spec);
        bool vector = b.Rank == a.Rank - 1 && b.Shape == a.Shape[..^1];
        Tensor right = vector ? b.Unsqueeze(-1) : b;
        (a, right) = Together("linalg.lstsq", a, right);
        int m = a.Shape[^2], n = a.Shape[^1];
        if (right.Shape[^2] != m)
            throw new TensorException("linalg.lstsq", $"expected B with {m} rows for A of shape {a.Shape}, got shape {b.Shape}");
        double cut = rcond ?? Epsilon(a.DType) * Math.Max(m, n);
        Tensor x = Pinv(a, 0.0, driver == "gels" ? 0 : cut).MatMul(right);
        Tensor none = Tensor.Zeros(new TensorSpec(new Shape(0), a.DType, a.Device)), rank = none.To(DType.Int64), values = none;
        bool full = true;
        if (driver != "gels")
        {
            using GradMode.Restore mode = GradMode.NoGrad();
            Tensor s = SvdVals(a.Detach());
            rank = s.Shape[^1] == 0 ? s.To(DType.Int64).Sum(-1) : (s > s.Amax([-1], keepDim: true) * cut).To(DType.Int64).Sum(-1);
            values = driver == "gelsy" ? none : s;
            full = m > n && a.Device.Kind != DeviceKind.Meta && (rank.Count == 0 || rank.Min().ItemInt64() == n);
        }
        Tensor residuals = m > n && full && driver != "gelsy" ? (a.MatMul(x) - right).Square().Sum(-2) : none;
        return (vector ? x.Squeeze(-1) : x, residuals, rank, values);
    }

    /// <summary>The machine epsilon of a floating type.</summary>
    internal static double Epsilon(DType type) => type == DType.Float64 ? 2.220446049250313e-16 : 1.1920928955078125e-7;

    private static (Tensor Result, Tensor Info) SolveOf(Tensor a, Tensor b, bool left, bool throws)
    {
        MatrixOp.CheckSquare("linalg.solve", a.Spec);
        bool vector = b.Rank == 1 || (b.Rank == a.Rank - 1 && b.Shape == a.Shape[..^1]);
        if (b.Rank == 0)
            throw new TensorException("linalg.solve", $"expected B with {a.Shape[^1]} rows, got a scalar");
        if (vector)
        {
            if (!left)
                throw new TensorException("linalg.solve", "a vector B can only be solved for from the left");
            b = b.Unsqueeze(-1);
        }
        if (!left)
            (a, b) = (a.MT, b.MT);
        Tensor first = a;
        (a, b) = Together("linalg.solve", a, b);
        Tensor[] parts = Tensor.ApplyMany(new SolveLinear(throws), a, b);
        Tensor info = parts[1];
        for (int extra = info.Rank - (first.Rank - 2); extra > 0; extra--)
            info = info.Amax([0]);
        return (vector ? parts[0].Squeeze(-1) : left ? parts[0] : parts[0].MT, info);
    }

    private static (Tensor Absolute, Tensor Relative) Tolerances(string op, Tensor a, Tensor? atol, Tensor? rtol)
    {
        MatrixOp.Check(op, a.Spec);
        double usual = Epsilon(a.DType) * Math.Max(a.Shape[^2], a.Shape[^1]);
        Tensor absolute = (atol ?? Constant(a, 0)!).Detach().To(a.DType), relative = (rtol ?? Constant(a, usual)!).Detach().To(a.DType);
        if (rtol is null && atol is not null)
            relative = Tensor.Where(absolute > 0.0, relative * 0.0, relative);
        return (absolute, relative);
    }

    private static Tensor? Constant(Tensor like, double? value) =>
        value is { } v ? Tensor.Full(new TensorSpec(Shape.Scalar, like.DType, like.Device), v) : null;

    private static void CheckProduct(string op, Tensor a)
    {
        if (a.Rank < 2)
            throw new TensorException(op, $"expected A to be a matrix or a batch of matrices, got shape {a.Shape}");
    }
}
