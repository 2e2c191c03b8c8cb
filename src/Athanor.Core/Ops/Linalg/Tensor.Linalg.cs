using Athanor.Ops;

namespace Athanor;

/// <remarks>The linear algebra that PyTorch also has as methods of its tensors; the whole of it is in <see cref="Linalg"/>.</remarks>
public partial class Tensor
{
    /// <summary>As <see cref="Linalg.Cholesky"/>.</summary>
    public Tensor Cholesky(bool upper = false) => Linalg.Cholesky(this, upper);

    /// <summary>X with A·X = this, from the Cholesky factor of A.</summary>
    public Tensor CholeskySolve(Tensor factor, bool upper = false) => Linalg.CholeskySolve(this, factor, upper);

    /// <summary>As <see cref="Linalg.Inv"/>.</summary>
    public Tensor Inverse() => Linalg.Inv(this);

    /// <summary>As <see cref="Linalg.Det"/>.</summary>
    public Tensor Det() => Linalg.Det(this);

    /// <summary>As <see cref="Linalg.LogDet"/>.</summary>
    public Tensor LogDet() => Linalg.LogDet(this);

    /// <summary>As <see cref="Linalg.SlogDet"/>.</summary>
    public (Tensor Sign, Tensor LogAbsDet) SlogDet() => Linalg.SlogDet(this);

    /// <summary>As <see cref="Linalg.MatrixPower"/>.</summary>
    public Tensor MatrixPower(int n) => Linalg.MatrixPower(this, n);

    /// <summary>As <see cref="Linalg.MatrixExp"/>.</summary>
    public Tensor MatrixExp() => Linalg.MatrixExp(this);

    /// <summary>The pseudoinverse from singular values above <paramref name="rcond"/> times the largest.</summary>
    public Tensor Pinverse(double rcond = 1e-15) => Linalg.Pinv(this, 0.0, rcond);

    /// <summary>As <see cref="Linalg.Qr"/>: reduced, or complete if not <paramref name="some"/>.</summary>
    public (Tensor Q, Tensor R) Qr(bool some = true) => Linalg.Qr(this, some ? "reduced" : "complete");

    /// <summary>U, S and V (not Vᵀ) with this = U·diag(S)·Vᵀ, as <c>torch.svd</c>; square U and V if not <paramref name="some"/>.</summary>
    public (Tensor U, Tensor S, Tensor V) Svd(bool some = true)
    {
        (Tensor u, Tensor s, Tensor vh) = Linalg.Svd(this, fullMatrices: !some);
        return (u, s, vh.MT);
    }

    /// <summary>As <see cref="Linalg.TriangularSolve"/>, with this as the right-hand side.</summary>
    public (Tensor Solution, Tensor ClonedCoefficient) TriangularSolve(Tensor a, bool upper = true, bool transpose = false,
        bool unitriangular = false) =>
        Linalg.TriangularSolve(this, a, upper, transpose, unitriangular);

    /// <summary>
    /// The vector norm over some or all dimensions, whatever their number, as <c>torch.norm</c> with a number; see
    /// <see cref="Linalg.VectorNorm"/>.
    /// </summary>
    public Tensor Norm(double p = 2, ReadOnlySpan<int> dims = default, bool keepDim = false) => Linalg.VectorNorm(this, p, dims, keepDim);

    /// <summary>As <c>torch.norm</c> with <c>fro</c> (the 2-norm over any dimensions) or <c>nuc</c> (of matrices).</summary>
    public Tensor Norm(string p, ReadOnlySpan<int> dims = default, bool keepDim = false) =>
        p == "fro" ? Linalg.VectorNorm(this, 2, dims, keepDim) : Linalg.Norm(this, p, dims, keepDim);

}
