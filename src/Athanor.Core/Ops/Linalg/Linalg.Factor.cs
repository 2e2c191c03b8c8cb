using Athanor.Autograd;
using Athanor.Ops;

namespace Athanor;

/// <summary>
/// Linear algebra on matrices in the last two dimensions, batched over those before; names, arguments and results are those of
/// <c>torch.linalg</c>. Matrices are float32 or float64; all work inside is in double. Gradients can be differentiated again.
/// </summary>
public static partial class Linalg
{
    /// <summary>L with A = L·Lᵀ (or U with A = Uᵀ·U) of symmetric positive-definite matrices; only one triangle is read.</summary>
    /// <exception cref="TensorException">A matrix is not square or not positive-definite.</exception>
    public static Tensor Cholesky(Tensor a, bool upper = false) => CholeskyOf(a, upper, throws: true).L;

    /// <summary>As <see cref="Cholesky"/>, with 0 or the order of the first minor that is not positive (int32) for each matrix.</summary>
    public static (Tensor L, Tensor Info) CholeskyEx(Tensor a, bool upper = false, bool checkErrors = false) =>
        CholeskyOf(a, upper, checkErrors);

    /// <summary>X with A·X = B, from the Cholesky factor of A.</summary>
    public static Tensor CholeskySolve(Tensor b, Tensor factor, bool upper = false)
    {
        MatrixOp.CheckSquare("cholesky_solve", factor.Spec, "L");
        (Tensor l, b) = Together("cholesky_solve", factor, b);
        return Tensor.Apply(new CholeskySolve(upper), l, b);
    }

    /// <summary>A⁻¹ from the Cholesky factor of A.</summary>
    public static Tensor CholeskyInverse(Tensor factor, bool upper = false)
    {
        MatrixOp.CheckSquare("cholesky_inverse", factor.Spec, "L");
        return CholeskySolve(Triangles.Identity(factor.Shape[^1], factor).Expand(factor.Shape), factor, upper);
    }

    /// <summary>
    /// A = Q·R. Mode <c>reduced</c> gives Q of min(m, n) columns, <c>complete</c> a square Q, <c>r</c> an empty Q.
    /// </summary>
    /// <exception cref="TensorException">The mode is none of these.</exception>
    public static (Tensor Q, Tensor R) Qr(Tensor a, string mode = "reduced")
    {
        if (mode is not ("reduced" or "complete" or "r"))
            throw new TensorException("linalg.qr", $"the mode must be 'reduced', 'complete' or 'r', got '{mode}'");
        Tensor[] parts = Tensor.ApplyMany(new QrFactor(mode == "complete"), a);
        return (mode == "r" ? Tensor.Zeros(new TensorSpec(new Shape(0), a.DType, a.Device)) : parts[0], parts[1]);
    }

    /// <summary>A = P·L·U: the permutation P, the unit lower L (m × k) and the upper U (k × n). Without pivoting P is empty.</summary>
    public static (Tensor P, Tensor L, Tensor U) Lu(Tensor a, bool pivot = true)
    {
        (Tensor lu, Tensor pivots, _) = LuFactorEx(a, pivot);
        (Tensor p, Tensor l, Tensor u) = LuUnpack(lu, pivots);
        return (pivot ? p : Tensor.Zeros(new TensorSpec(new Shape(0), a.DType, a.Device)), l, u);
    }

    /// <summary>L and U packed into one matrix, and the rows that each step exchanged (int32, from 1).</summary>
    /// <exception cref="TensorException">A is not a batch of floating matrices.</exception>
    public static (Tensor LU, Tensor Pivots) LuFactor(Tensor a, bool pivot = true)
    {
        (Tensor lu, Tensor pivots, _) = LuFactorEx(a, pivot);
        return (lu, pivots);
    }

    /// <summary>As <see cref="LuFactor"/>, with 0 or the number of the first pivot that is zero (int32) for each matrix.</summary>
    public static (Tensor LU, Tensor Pivots, Tensor Info) LuFactorEx(Tensor a, bool pivot = true)
    {
        Tensor[] parts = Tensor.ApplyMany(new LuFactor(pivot), a);
        return (parts[0], parts[1], parts[2]);
    }

    /// <summary>P, L and U from what <see cref="LuFactor"/> gives.</summary>
    public static (Tensor P, Tensor L, Tensor U) LuUnpack(Tensor lu, Tensor pivots)
    {
        int m = lu.Shape[^2], n = lu.Shape[^1], k = Math.Min(m, n);
        Tensor l = Triangles.Lower(lu.Narrow(-1, 0, k), -1) + Triangles.Identity(m, lu, k);
        return (Tensor.Apply(new LuPermutation(m, lu.DType), pivots), l, Triangles.Upper(lu.Narrow(-2, 0, k)));
    }

    /// <summary>
    /// X with A·X = B (X·A = B unless <paramref name="left"/>; Aᵀ if <paramref name="adjoint"/>) from what <see cref="LuFactor"/> gives.
    /// </summary>
    public static Tensor LuSolve(Tensor lu, Tensor pivots, Tensor b, bool left = true, bool adjoint = false)
    {
        MatrixOp.CheckSquare("linalg.lu_solve", lu.Spec, "LU");
        if (!left)
            return LuSolve(lu, pivots, b.MT, true, !adjoint).MT;
        Tensor p = Tensor.Apply(new LuPermutation(lu.Shape[^1], lu.DType), pivots);
        if (adjoint)
        {
            (Tensor f, Tensor c) = Together("linalg.lu_solve", lu, b);
            Tensor z = Tensor.Apply(new TriangularSolve(Upper: false, Unit: false), f.MT, c);
            return p.MatMul(Tensor.Apply(new TriangularSolve(Upper: true, Unit: true), f.MT, z));
        }
        (Tensor factors, Tensor right) = Together("linalg.lu_solve", lu, p.MT.MatMul(b));
        Tensor y = Tensor.Apply(new TriangularSolve(Upper: false, Unit: true), factors, right);
        return Tensor.Apply(new TriangularSolve(Upper: true, Unit: false), factors, y);
    }

    /// <summary>
    /// Eigenvalues, ascending, and orthonormal eigenvectors (columns) of symmetric matrices; <paramref name="uplo"/> says which triangle is
    /// read.
    /// </summary>
    /// <exception cref="TensorException">A matrix is not square, or the iterations do not converge.</exception>
    public static (Tensor Eigenvalues, Tensor Eigenvectors) Eigh(Tensor a, char uplo = 'L')
    {
        Tensor[] parts = Tensor.ApplyMany(new EigenSymmetric(IsUpper("linalg.eigh", uplo)), a);
        return (parts[0], parts[1]);
    }

    /// <summary>The eigenvalues of <see cref="Eigh"/>, without vectors where no gradient asks for them.</summary>
    public static Tensor EigValsH(Tensor a, char uplo = 'L')
    {
        bool upper = IsUpper("linalg.eigvalsh", uplo);
        return GradMode.Enabled && a.RequiresGrad ? Tensor.ApplyMany(new EigenSymmetric(upper), a)[0]
            : Tensor.Apply(new EigenvaluesSymmetric(upper), a);
    }

    /// <summary>
    /// A = U·diag(S)·Vᵀ, singular values descending; U (m × m) and Vᵀ (n × n) are square unless <paramref name="fullMatrices"/> is false.
    /// </summary>
    /// <exception cref="TensorException">The iterations do not converge.</exception>
    public static (Tensor U, Tensor S, Tensor Vh) Svd(Tensor a, bool fullMatrices = true)
    {
        Tensor[] parts = Tensor.ApplyMany(new SingularFactors(fullMatrices), a);
        return (parts[0], parts[1], parts[2]);
    }

    /// <summary>The singular values, descending, without vectors where no gradient asks for them.</summary>
    public static Tensor SvdVals(Tensor a) =>
        GradMode.Enabled && a.RequiresGrad ? Tensor.ApplyMany(new SingularFactors(Full: false), a)[1]
            : Tensor.Apply(new SingularValues(), a);

    /// <summary>
    /// The first n columns of H₁·H₂·…·H_k for reflections I − tau·v·vᵀ whose v are the columns of <paramref name="a"/> (m × n) below a unit
    /// diagonal.
    /// </summary>
    public static Tensor HouseholderProduct(Tensor a, Tensor tau)
    {
        MatrixOp.Check("linalg.householder_product", a.Spec);
        int m = a.Shape[^2], n = a.Shape[^1];
        if (m < n || tau.Rank != a.Rank - 1 || tau.Shape[^1] > n || tau.Shape[..^1] != a.Shape[..^2])
            throw new TensorException(
                "linalg.householder_product",
                $"expected at least as many rows as columns and at most as many tau, got shapes {a.Shape} and {tau.Shape}");
        Tensor vectors = Triangles.Lower(a, -1) + Triangles.Identity(m, a, n), q = Triangles.Identity(m, a, n).Expand(a.Shape);
        for (int i = tau.Shape[^1] - 1; i >= 0; i--)
        {
            Tensor v = vectors.Narrow(-1, i, 1);
            q = q - tau.Narrow(-1, i, 1).Unsqueeze(-1) * v.MatMul(v.MT.MatMul(q));
        }
        return q;
    }

    private static (Tensor L, Tensor Info) CholeskyOf(Tensor a, bool upper, bool throws)
    {
        MatrixOp.CheckSquare("linalg.cholesky", a.Spec);
        Tensor[] parts = Tensor.ApplyMany(new CholeskyFactor(throws), upper ? a.MT : a);
        return (upper ? parts[0].MT : parts[0], parts[1]);
    }

    private static bool IsUpper(string op, char uplo) => char.ToUpperInvariant(uplo) switch
    {
        'U' => true,
        'L' => false,
        _ => throw new TensorException(op, $"the triangle must be 'L' or 'U', got '{uplo}'"),
    };

    /// <summary>Two batches of matrices with their leading dimensions broadcast.</summary>
    private static (Tensor A, Tensor B) Together(string op, Tensor a, Tensor b)
    {
        MatrixOp.Check(op, a.Spec, "A");
        MatrixOp.Check(op, b.Spec, "B");
        Shape lead = Shape.Broadcast(a.Shape[..^2], b.Shape[..^2], op);
        return (a.Expand([.. lead, a.Shape[^2], a.Shape[^1]]), b.Expand([.. lead, b.Shape[^2], b.Shape[^1]]));
    }
}
