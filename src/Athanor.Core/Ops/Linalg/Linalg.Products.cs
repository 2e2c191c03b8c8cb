using Athanor.Ops;

namespace Athanor;

public static partial class Linalg
{
    /// <summary>
    /// The product of two or more matrices in the order of fewest multiplications; the first and the last may be vectors.
    /// </summary>
    /// <exception cref="TensorException">There are fewer than two, or neighbours do not fit.</exception>
    public static Tensor MultiDot(ReadOnlySpan<Tensor> tensors)
    {
        int n = tensors.Length;
        if (n < 2)
            throw new TensorException("linalg.multi_dot", $"at least two tensors are needed, got {n}");
        var a = tensors.ToArray();
        bool row = a[0].Rank == 1, column = a[^1].Rank == 1;
        if (row)
            a[0] = a[0].Unsqueeze(0);
        if (column)
            a[^1] = a[^1].Unsqueeze(1);
        var sizes = new long[n + 1];
        for (int i = 0; i < n; i++)
        {
            if (a[i].Rank != 2)
                throw new TensorException(
                    "linalg.multi_dot", $"tensor {i} must be a matrix (the first and last may be vectors), got shape {tensors[i].Shape}");
            if (i > 0 && a[i].Shape[0] != sizes[i])
                throw new TensorException(
                    "linalg.multi_dot", $"tensor {i} must have {sizes[i]} rows to follow tensor {i - 1}, got shape {tensors[i].Shape}");
            (sizes[i], sizes[i + 1]) = (a[i].Shape[0], a[i].Shape[1]);
        }
        int[,] cuts = BestOrder(sizes);
        Tensor result = Multiply(0, n - 1);
        if (row)
            result = result.Squeeze(-2);
        return column ? result.Squeeze(-1) : result;

        Tensor Multiply(int i, int j) => i == j ? a[i] : Multiply(i, cuts[i, j]).MatMul(Multiply(cuts[i, j] + 1, j));
    }

    /// <summary>The cross product along a dimension of size 3; other dimensions broadcast.</summary>
    public static Tensor Cross(Tensor a, Tensor b, int dim = -1)
    {
        if (a.Rank != b.Rank)
            throw new TensorException("linalg.cross", $"both must have as many dimensions, got shapes {a.Shape} and {b.Shape}");
        Shape shape = Shape.Broadcast(a.Shape, b.Shape, "linalg.cross");
        (a, b) = (a.Expand(shape), b.Expand(shape));
        int d = a.ResolveDim(dim, "linalg.cross");
        if (a.Rank == 0 || a.Shape[d] != 3)
            throw new TensorException("linalg.cross", $"expected size 3 in dimension {d}, got shape {a.Shape}");
        return Turned(a, 1) * Turned(b, 2) - Turned(a, 2) * Turned(b, 1);

        Tensor Turned(Tensor x, int by) => Tensor.Cat([x.Narrow(d, by, 3 - by), x.Narrow(d, 0, by)], d);
    }

    /// <summary>Σ a·b along a dimension; other dimensions broadcast.</summary>
    public static Tensor VecDot(Tensor a, Tensor b, int dim = -1) => (a * b).Sum(dim);

    /// <summary>Rows 1, x, x², … of n powers (as many as x has elements if left out) for the last dimension of x.</summary>
    /// <exception cref="TensorException">Not even two powers are asked for.</exception>
    public static Tensor Vander(Tensor x, int? n = null)
    {
        if (x.Rank == 0)
            x = x.Reshape(1);
        int count = n ?? x.Shape[^1];
        if (count < 2)
            throw new TensorException("linalg.vander", $"at least two powers are needed, got {count}");
        var powers = new Tensor[count];
        powers[0] = x.OnesLike();
        powers[1] = x;
        for (int i = 2; i < count; i++)
            powers[i] = powers[i - 1] * x;
        return Tensor.Stack(powers, -1);
    }

    /// <summary>The diagonals of matrices in two dimensions, the last ones unless named, as a new last dimension.</summary>
    public static Tensor Diagonal(Tensor a, int offset = 0, int dim1 = -2, int dim2 = -1) => a.Diagonal(offset, dim1, dim2);

    /// <summary>The matrix product, as <see cref="Tensor.MatMul"/>.</summary>
    public static Tensor MatMul(Tensor a, Tensor b) => a.MatMul(b);

    /// <summary>The inverse of a tensor as a map from its last dimensions to its first <paramref name="ind"/>.</summary>
    /// <exception cref="TensorException">Both sides do not have as many elements, or the map is singular.</exception>
    public static Tensor TensorInv(Tensor a, int ind = 2)
    {
        if (ind <= 0 || ind > a.Rank)
            throw new TensorException("linalg.tensorinv", $"ind must be between 1 and {a.Rank}, got {ind}");
        Shape first = a.Shape[..ind], last = a.Shape[ind..];
        if (first.Count != last.Count)
            throw new TensorException("linalg.tensorinv",
                $"the first {ind} dimensions of {a.Shape} must have as many elements as the others, got {first.Count} and {last.Count}");
        return Inv(a.Reshape((int)first.Count, (int)last.Count)).Reshape([.. last, .. first]);
    }

    /// <summary>X with Σ A[…, x]·X[x] = B, the tensor equation of A whose last dimensions are those of X.</summary>
    /// <exception cref="TensorException">Both sides do not have as many elements, or the map is singular.</exception>
    public static Tensor TensorSolve(Tensor a, Tensor b)
    {
        Shape unknown = a.Shape[b.Rank..];
        if (a.Shape[..b.Rank] != b.Shape || unknown.Count != b.Count)
            throw new TensorException(
                "linalg.tensorsolve", $"expected A of B's dimensions {b.Shape} and others of as many elements, got shape {a.Shape}");
        return Solve(a.Reshape((int)b.Count, (int)b.Count), b.Reshape(-1)).Reshape(unknown);
    }

    /// <summary>Where each stretch of a chain of matrices is cut best (Cormen, Leiserson, Rivest, section on matrix chains).</summary>
    private static int[,] BestOrder(long[] sizes)
    {
        int n = sizes.Length - 1;
        var cost = new double[n, n];
        var cuts = new int[n, n];
        for (int length = 2; length <= n; length++)
            for (int i = 0; i + length <= n; i++)
            {
                int j = i + length - 1;
                cost[i, j] = double.PositiveInfinity;
                for (int k = i; k < j; k++)
                {
                    double total = cost[i, k] + cost[k + 1, j] + (double)sizes[i] * sizes[k + 1] * sizes[j + 1];
                    if (total >= cost[i, j])
                        continue;
                    cost[i, j] = total;
                    cuts[i, j] = k;
                }
            }
        return cuts;
    }
}
