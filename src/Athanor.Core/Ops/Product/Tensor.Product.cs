using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>The product of two matrices, (m, k) · (k, n) → (m, n).</summary>
    public Tensor Mm(Tensor other) => Of(2, this, "mm").MatMul(Of(2, other, "mm"));

    /// <summary>The products of matrices one by one, (b, m, k) · (b, k, n) → (b, m, n).</summary>
    public Tensor Bmm(Tensor other)
    {
        if (Of(3, this, "bmm").Shape[0] != Of(3, other, "bmm").Shape[0])
            throw new TensorException("bmm", $"expected as many matrices on both sides, got {Shape} and {other.Shape}");
        return MatMul(other);
    }

    /// <summary>A matrix times a vector, (m, k) · (k) → (m).</summary>
    public Tensor Mv(Tensor vector) => Of(2, this, "mv").MatMul(Of(1, vector, "mv"));

    /// <summary>The sum of products of two vectors.</summary>
    public Tensor Dot(Tensor other)
    {
        if (Of(1, this, "dot").Shape != Of(1, other, "dot").Shape)
            throw new TensorException("dot", $"both vectors must have one size, got {Shape} and {other.Shape}");
        return MatMul(other);
    }

    /// <summary>As <see cref="Dot"/>; real numbers are their own conjugates.</summary>
    public Tensor Vdot(Tensor other) => Dot(other);

    /// <summary>The products of all pairs of elements of two vectors, (m), (n) → (m, n).</summary>
    public Tensor Outer(Tensor other) => Of(1, this, "outer").Unsqueeze(1) * Of(1, other, "outer");

    /// <summary>Sums of products over the last dimensions of both: (…a, k), (…b, k) → (…a, …b).</summary>
    public Tensor Inner(Tensor other)
    {
        if (Rank == 0 || other.Rank == 0)
            return this * other;
        if (Shape[^1] != other.Shape[^1])
            throw new TensorException("inner", $"the last sizes of {Shape} and {other.Shape} differ");
        return TensorDot(other, [-1], [-1]);
    }

    /// <summary>Sums of products over the last <paramref name="dims"/> dimensions of this and the first of the other.</summary>
    public Tensor TensorDot(Tensor other, int dims = 2)
    {
        if (dims < 0 || dims > Rank || dims > other.Rank)
            throw new TensorException("tensordot", $"cannot sum over {dims} dimensions of {Shape} and {other.Shape}");
        var left = new int[dims];
        var right = new int[dims];
        for (int i = 0; i < dims; i++)
            (left[i], right[i]) = (Rank - dims + i, i);
        return TensorDot(other, left, right);
    }

    /// <summary>Sums of products over pairs of dimensions; those of this come first in the result, then those of the other.</summary>
    public Tensor TensorDot(Tensor other, ReadOnlySpan<int> dims, ReadOnlySpan<int> otherDims)
    {
        if (dims.Length != otherDims.Length)
            throw new TensorException("tensordot", $"expected as many dimensions of both, got {dims.Length} and {otherDims.Length}");
        (List<int> keptA, List<int> summedA) = Parted(this, dims);
        (List<int> keptB, List<int> summedB) = Parted(other, otherDims);
        Tensor a = this, b = other;
        for (int i = 0; i < summedA.Count; i++)
        {
            int p = summedA[i], q = summedB[i];
            if (a.Shape[p] == b.Shape[q])
                continue;
            if (a.Shape[p] != 1 && b.Shape[q] != 1)
                throw new TensorException("tensordot", $"size {a.Shape[p]} of dimension {p} meets {b.Shape[q]} of dimension {q}");

            // A size of 1 stretches, so the other side can be summed first.
            a = a.Shape[p] == 1 ? a : a.Sum(p, keepDim: true);
            b = b.Shape[q] == 1 ? b : b.Sum(q, keepDim: true);
        }
        int[] rows = keptA.ConvertAll(d => a.Shape[d]).ToArray(), columns = keptB.ConvertAll(d => b.Shape[d]).ToArray();
        int inner = summedA.Aggregate(1, (n, d) => n * a.Shape[d]);
        Tensor left = a.Permute([.. keptA, .. summedA]).Reshape(rows.Aggregate(1, (n, s) => n * s), inner);
        Tensor right = b.Permute([.. summedB, .. keptB]).Reshape(inner, columns.Aggregate(1, (n, s) => n * s));
        return left.MatMul(right).Reshape([.. rows, .. columns]);
    }

    /// <summary>β · this + α · a · b, for matrices; this broadcasts.</summary>
    public Tensor Addmm(Tensor a, Tensor b, double beta = 1, double alpha = 1) => Plus(a.Mm(b), beta, alpha);

    /// <summary>β · this + α · matrix · vector.</summary>
    public Tensor Addmv(Tensor matrix, Tensor vector, double beta = 1, double alpha = 1) => Plus(matrix.Mv(vector), beta, alpha);

    /// <summary>β · this + α · the outer product of two vectors.</summary>
    public Tensor Addr(Tensor a, Tensor b, double beta = 1, double alpha = 1) => Plus(a.Outer(b), beta, alpha);

    /// <summary>β · this + α · the sum of products of matrices, (b, m, k), (b, k, n) → (m, n).</summary>
    public Tensor Addbmm(Tensor a, Tensor b, double beta = 1, double alpha = 1) => Plus(a.Bmm(b).Sum(0), beta, alpha);

    /// <summary>β · this + α · products of matrices one by one.</summary>
    public Tensor Baddbmm(Tensor a, Tensor b, double beta = 1, double alpha = 1) => Plus(a.Bmm(b), beta, alpha);

    /// <summary>The Kronecker product: a copy of the other for each element of this.</summary>
    public Tensor Kron(Tensor other)
    {
        int rank = Math.Max(Rank, other.Rank);
        int[] a = Repeated(1, 2 * rank), b = Repeated(1, 2 * rank), product = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            a[2 * i] = i < rank - Rank ? 1 : Shape[i - rank + Rank];
            b[2 * i + 1] = i < rank - other.Rank ? 1 : other.Shape[i - rank + other.Rank];
            product[i] = a[2 * i] * b[2 * i + 1];
        }
        return (Reshape(a) * other.Reshape(b)).Reshape(product);
    }

    /// <summary>The cross product of vectors of three along a dimension (the first of size 3, if none is named); others broadcast.</summary>
    public Tensor Cross(Tensor other, int? dim = null)
    {
        if (dim is { } named)
            return Linalg.Cross(this, other, named);
        Shape common = Shape.Broadcast(Shape, other.Shape, "cross");
        int d = Array.IndexOf(common.ToArray(), 3);
        if (d < 0)
            throw new TensorException("cross", $"expected a dimension of size 3, got shape {common}");
        return Linalg.Cross(Expand(common), other.Expand(common), d);
    }

    private static Tensor Of(int rank, Tensor x, string op) =>
        x.Rank == rank ? x : throw new TensorException(op, $"expected {rank} dimension{(rank > 1 ? "s" : "")}, got shape {x.Shape}");

    private static (List<int> Kept, List<int> Summed) Parted(Tensor x, ReadOnlySpan<int> dims)
    {
        List<int> kept = [], summed = [];
        foreach (int dim in dims)
        {
            int d = x.ResolveDim(dim, "tensordot");
            if (summed.Contains(d))
                throw new TensorException("tensordot", $"dimension {d} is named twice");
            summed.Add(d);
        }
        for (int d = 0; d < x.Rank; d++)
            if (!summed.Contains(d))
                kept.Add(d);
        return (kept, summed);
    }

    /// <summary>With β = 0 this does not count at all, NaN included.</summary>
    private Tensor Plus(Tensor product, double beta, double alpha)
    {
        Tensor scaled = Scaled(product, alpha);
        return beta == 0 ? scaled + Zeros(Spec) : Scaled(this, beta) + scaled;
    }

    /// <summary>An integer factor keeps integers.</summary>
    private static Tensor Scaled(Tensor x, double by) => by == 1 ? x : x.DType.IsFloating() || by != Math.Floor(by) ? x * by : x * (long)by;
}
