using Athanor.Ops;

namespace Athanor;

public static partial class Linalg
{
    /// <summary>
    /// (Σ|x|^ord)^(1/ord) over the dimensions, over all if none are given; ord 0 counts what is not 0, ±∞ is the largest or smallest |x|.
    /// The gradient at 0 is 0.
    /// </summary>
    /// <exception cref="TensorException">The type is not floating, or a negative or infinite norm of nothing is asked for.</exception>
    public static Tensor VectorNorm(Tensor x, double ord = 2, ReadOnlySpan<int> dims = default, bool keepDim = false, DType? dtype = null)
    {
        if (dtype is { } type)
            x = x.To(type);
        if (!x.DType.IsFloating())
            throw new TensorException("linalg.vector_norm", $"expected a floating tensor, got {x.DType.Name()}");
        var reduced = new bool[x.Rank];
        foreach (int dim in dims)
        {
            int d = x.ResolveDim(dim, "linalg.vector_norm");
            if (x.Rank > 0 && reduced[d])
                throw new TensorException("linalg.vector_norm", $"dimension {d} is named twice");
            if (x.Rank > 0)
                reduced[d] = true;
        }
        if (dims.Length == 0)
            Array.Fill(reduced, true);
        var order = new List<int>();
        var kept = new List<int>();
        var full = new List<int>();
        int rows = 1, columns = 1;
        for (int d = 0; d < x.Rank; d++)
        {
            full.Add(reduced[d] ? 1 : x.Shape[d]);
            if (reduced[d])
            {
                columns = checked(columns * x.Shape[d]);
                continue;
            }
            order.Add(d);
            kept.Add(x.Shape[d]);
            rows = checked(rows * x.Shape[d]);
        }
        if (columns == 0 && (ord < 0 || double.IsInfinity(ord)))
            throw new TensorException("linalg.vector_norm", $"the norm of order {ord} needs at least one element, got shape {x.Shape}");
        for (int d = 0; d < x.Rank; d++)
            if (reduced[d])
                order.Add(d);
        Tensor flat = (x.Rank > 1 ? x.Permute(order.ToArray()) : x).Reshape(rows, columns);
        return Tensor.Apply(new NormOfRows(ord), flat).Reshape((keepDim ? full : kept).ToArray());
    }

    /// <summary>
    /// A norm of matrices in two dimensions: 1 and −1 (largest and smallest column sum of |x|), ±∞ (row sums), 2 and −2 (largest and
    /// smallest singular value).
    /// </summary>
    /// <exception cref="TensorException">The order is none of these, or the two dimensions are the same.</exception>
    public static Tensor MatrixNorm(Tensor a, double ord, int dim0 = -2, int dim1 = -1, bool keepDim = false)
    {
        (int row, int column) = MatrixDims(a, dim0, dim1);
        bool largest = ord > 0;
        switch (Math.Abs(ord))
        {
            case 1 or double.PositiveInfinity:
                if (double.IsInfinity(ord))
                    (row, column) = (column, row);
                Tensor sums = VectorNorm(a, 1, [row], keepDim);
                int left = !keepDim && column > row ? column - 1 : column;
                return largest ? sums.Amax([left], keepDim) : sums.Amin([left], keepDim);
            case 2:
                Tensor s = SvdVals(a.MoveDim([row, column], [-2, -1]));
                Tensor end = largest ? s.Amax([-1]) : s.Amin([-1]);
                return keepDim ? Restored(end, row, column) : end;
            default:
                throw new TensorException("linalg.matrix_norm", $"the order must be 'fro', 'nuc', 1, -1, 2, -2, inf or -inf, got {ord}");
        }
    }

    /// <summary>The Frobenius norm, <c>fro</c>, or the nuclear one, <c>nuc</c>: the sum of the singular values.</summary>
    /// <exception cref="TensorException">The order is none of these, or the two dimensions are the same.</exception>
    public static Tensor MatrixNorm(Tensor a, string ord = "fro", int dim0 = -2, int dim1 = -1, bool keepDim = false)
    {
        (int row, int column) = MatrixDims(a, dim0, dim1);
        switch (ord)
        {
            case "fro":
                return VectorNorm(a, 2, [row, column], keepDim);
            case "nuc":
                Tensor sum = SvdVals(a.MoveDim([row, column], [-2, -1])).Sum(-1);
                return keepDim ? Restored(sum, row, column) : sum;
            default:
                throw new TensorException("linalg.matrix_norm", $"the order must be 'fro', 'nuc', 1, -1, 2, -2, inf or -inf, got '{ord}'");
        }
    }

    /// <summary>
    /// As <c>torch.linalg.norm</c>: without an order the 2-norm of the (flattened) tensor; with one a vector norm over one dimension and a
    /// matrix norm over two, which a vector or a matrix has by itself.
    /// </summary>
    /// <exception cref="TensorException">An order is given but neither one nor two dimensions.</exception>
    public static Tensor Norm(Tensor x, double? ord = null, ReadOnlySpan<int> dims = default, bool keepDim = false)
    {
        if (ord is not { } order)
            return VectorNorm(x, 2, dims, keepDim);
        int count = dims.Length > 0 ? dims.Length : x.Rank;
        if (count is not (1 or 2))
            throw new TensorException(
                "linalg.norm",
                $"with an order the tensor must have 1 or 2 dimensions or as many be named, got {count} for shape {x.Shape}");
        if (count == 1)
            return VectorNorm(x, order, dims, keepDim);
        return dims.Length > 0 ? MatrixNorm(x, order, dims[0], dims[1], keepDim) : MatrixNorm(x, order, keepDim: keepDim);
    }

    /// <summary>As <see cref="Norm(Tensor, double?, ReadOnlySpan{int}, bool)"/>, for <c>fro</c> and <c>nuc</c>.</summary>
    public static Tensor Norm(Tensor x, string ord, ReadOnlySpan<int> dims = default, bool keepDim = false)
    {
        if ((dims.Length > 0 ? dims.Length : x.Rank) != 2)
            throw new TensorException(
                "linalg.norm", $"'{ord}' is a norm of matrices: two dimensions are needed, got shape {x.Shape} and {dims.Length} named");
        return dims.Length > 0 ? MatrixNorm(x, ord, dims[0], dims[1], keepDim) : MatrixNorm(x, ord, keepDim: keepDim);
    }

    /// <summary>The condition number ‖A‖·‖A⁻¹‖ in the 2-norm: the ratio of the largest to the smallest singular value.</summary>
    public static Tensor Cond(Tensor a) => Cond(a, 2);

    /// <summary>
    /// The condition number in the norm of an order: ±2 by singular values, ±1 and ±∞ by the inverse; ∞ for a singular matrix.
    /// </summary>
    public static Tensor Cond(Tensor a, double ord)
    {
        MatrixOp.Check("linalg.cond", a.Spec);
        if (Math.Abs(ord) == 2)
        {
            Tensor s = SvdVals(a);
            if (s.Shape[^1] == 0)
                throw new TensorException("linalg.cond", $"an empty matrix has no condition number, got shape {a.Shape}");
            Tensor large = s.Select(-1, 0), small = s.Select(-1, -1);
            return ord > 0 ? large / small : small / large;
        }
        MatrixOp.CheckSquare("linalg.cond", a.Spec);
        (Tensor inverse, Tensor info) = InvEx(a);
        return Finite(MatrixNorm(a, ord) * MatrixNorm(inverse, ord), info);
    }

    /// <summary>The condition number in the norm <c>fro</c> or <c>nuc</c>.</summary>
    public static Tensor Cond(Tensor a, string ord)
    {
        MatrixOp.CheckSquare("linalg.cond", a.Spec);
        (Tensor inverse, Tensor info) = InvEx(a);
        return Finite(MatrixNorm(a, ord) * MatrixNorm(inverse, ord), info);
    }

    private static Tensor Finite(Tensor condition, Tensor info) =>
        Tensor.Where(info.NotEqualTo(0), Triangles.ZeroLike(condition) + double.PositiveInfinity, condition);

    private static (int Row, int Column) MatrixDims(Tensor a, int dim0, int dim1)
    {
        if (a.Rank < 2)
            throw new TensorException("linalg.matrix_norm", $"expected a matrix or a batch of matrices, got shape {a.Shape}");
        if (!a.DType.IsFloating())
            throw new TensorException("linalg.matrix_norm", $"expected a floating tensor, got {a.DType.Name()}");
        int row = a.ResolveDim(dim0, "linalg.matrix_norm"), column = a.ResolveDim(dim1, "linalg.matrix_norm");
        return row != column ? (row, column)
            : throw new TensorException("linalg.matrix_norm", $"two different dimensions are needed, got {row} twice");
    }

    private static Tensor Restored(Tensor norm, int row, int column) =>
        norm.Unsqueeze(Math.Min(row, column)).Unsqueeze(Math.Max(row, column));
}
