using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>The diagonal of a matrix, or the matrix with a vector as its diagonal, moved up by <paramref name="offset"/>.</summary>
    public Tensor Diag(int offset = 0) => Rank switch
    {
        1 => DiagEmbed(offset),
        2 => Diagonal(offset).Clone(),
        _ => throw new TensorException("diag", $"expected a vector or a matrix, got shape {Shape}"),
    };

    /// <summary>The flattened tensor as the diagonal of a matrix.</summary>
    public Tensor DiagFlat(int offset = 0) => Reshape(-1).DiagEmbed(offset);

    /// <summary>Matrices (in two new dimensions) with the last dimension as their diagonals, moved up by <paramref name="offset"/>, else 0.</summary>
    public Tensor DiagEmbed(int offset = 0, int dim1 = -2, int dim2 = -1)
    {
        if (Rank == 0)
            throw new TensorException("diag_embed", "expected at least one dimension, got a scalar");
        int rank = Rank + 1;
        (dim1, dim2) = (dim1 < 0 ? dim1 + rank : dim1, dim2 < 0 ? dim2 + rank : dim2);
        if (dim1 < 0 || dim1 >= rank || dim2 < 0 || dim2 >= rank || dim1 == dim2)
            throw new TensorException("diag_embed", $"two different dimensions of {rank} are needed, got {dim1} and {dim2}");
        int size = Shape[^1] + Math.Abs(offset);
        var dims = new List<int>(Shape[..^1]);
        dims.Insert(Math.Min(dim1, dim2), size);
        dims.Insert(Math.Max(dim1, dim2), size);
        return Apply(new Embed(new Diagonal(offset, dim1, dim2), new Shape(dims.ToArray())), this);
    }

    /// <summary>The elements of the last two dimensions on and below the diagonal (moved up by <paramref name="diagonal"/>), else 0.</summary>
    public Tensor Tril(int diagonal = 0) => Triangle(diagonal, lower: true);

    /// <summary>The elements of the last two dimensions on and above the diagonal (moved up by <paramref name="diagonal"/>), else 0.</summary>
    public Tensor Triu(int diagonal = 0) => Triangle(diagonal, lower: false);

    /// <summary>The places on and below the diagonal of a matrix, row by row: rows and columns as int64 (2, n).</summary>
    public static Tensor TrilIndices(int rows, int columns, int offset = 0) => TriangleIndices(rows, columns, offset, lower: true);

    /// <summary>The places on and above the diagonal of a matrix, row by row: rows and columns as int64 (2, n).</summary>
    public static Tensor TriuIndices(int rows, int columns, int offset = 0) => TriangleIndices(rows, columns, offset, lower: false);

    /// <summary>The sum of a matrix's diagonal.</summary>
    public Tensor Trace() => Rank == 2 ? Diagonal().Sum() : throw new TensorException("trace", $"expected a matrix, got shape {Shape}");

    /// <summary>
    /// Elements at any steps, counted in the tensor's elements row by row. Several places may read one element; its gradient is their sum.
    /// </summary>
    /// <exception cref="TensorException">A place lies outside the tensor.</exception>
    public Tensor AsStrided(ReadOnlySpan<int> size, ReadOnlySpan<int> stride, int offset = 0)
    {
        if (size.Length != stride.Length)
            throw new TensorException("as_strided", $"expected a step for each size, got {size.Length} and {stride.Length}");
        var to = new Shape(size);
        long last = offset;
        for (int i = 0; i < size.Length; i++)
            last += stride[i] < 0
                ? throw new TensorException("as_strided", $"steps must not be negative, got {stride[i]}")
                : (long)Math.Max(size[i] - 1, 0) * stride[i];
        if (offset < 0 || (to.Count > 0 && last >= Count))
            throw new TensorException("as_strided", $"sizes {to} from {offset} reach element {last} of {Count}");
        return Apply(new AsStrided(to, new Dims(stride.ToArray()), offset), Contiguous());
    }

    private static Tensor TriangleIndices(int rows, int columns, int offset, bool lower)
    {
        List<long> first = [], second = [];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                if (lower ? j - i <= offset : j - i >= offset)
                {
                    first.Add(i);
                    second.Add(j);
                }
        return From([.. first, .. second], new Shape(2, first.Count));
    }

    private Tensor Triangle(int diagonal, bool lower)
    {
        AtLeast(2, lower ? "tril" : "triu");
        using Defaults.Restore on = Defaults.On(Device);
        Tensor row = Arange(Shape[^2]).Unsqueeze(1), column = Arange(Shape[^1]);
        Tensor apart = column - row;
        return MaskedFill(lower ? apart > diagonal : apart < diagonal, 0);
    }
}
