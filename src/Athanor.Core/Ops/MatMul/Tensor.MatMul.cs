using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// The matrix product as PyTorch means it: vectors are rows on the left and columns on the right, leading dimensions broadcast.
    /// </summary>
    /// <exception cref="TensorException">Inner sizes differ, an operand is a scalar, or the types differ.</exception>
    public Tensor MatMul(Tensor other)
    {
        Tensor a = this, b = other;
        if (a.Rank == 0 || b.Rank == 0)
            throw new TensorException("matmul", $"both must have dimensions, got shapes {a.Shape} and {b.Shape}");
        bool row = a.Rank == 1, column = b.Rank == 1;
        if (row)
            a = a.Unsqueeze(0);
        if (column)
            b = b.Unsqueeze(1);
        Tensor c = a.Rank > 2 && b.Rank == 2 ? Folded(a, b) : Batched(a, b);
        if (row)
            c = c.Squeeze(-2);
        return column ? c.Squeeze(-1) : c;
    }

    /// <summary>
    /// this · weightᵀ + bias: (…, in) with weight (out, in) and bias (out) gives (…, out).
    /// </summary>
    public Tensor Linear(Tensor weight, Tensor? bias = null)
    {
        if (weight.Rank != 2 || Rank == 0 || Shape[^1] != weight.Shape[1])
            throw new TensorException("linear", $"expected {(weight.Rank == 2 ? weight.Shape[1] : "(out, in)")} features in the last dimension, got shape {Shape} for weight {weight.Shape}");
        Tensor y = MatMul(weight.MT);
        return bias is null ? y : y + bias;
    }

    /// <summary>Leading dimensions of the left are rows of one large product.</summary>
    private static Tensor Folded(Tensor a, Tensor b)
    {
        if (a.Shape[^1] != b.Shape[0])
            throw new TensorException("matmul", $"the inner sizes of {a.Shape} and {b.Shape} differ: {a.Shape[^1]} columns meet {b.Shape[0]} rows");
        Tensor c = Apply(new MatMul(), a.Reshape(checked((int)a.Shape[..^1].Count), a.Shape[^1]), b);
        return c.Reshape(a.Shape.With(-1, b.Shape[1]));
    }

    private static Tensor Batched(Tensor a, Tensor b)
    {
        if (!a.Shape.Dims[..^2].SequenceEqual(b.Shape.Dims[..^2]))
        {
            Shape lead = Shape.Broadcast(a.Shape[..^2], b.Shape[..^2], "matmul");
            a = a.Expand([.. lead, a.Shape[^2], a.Shape[^1]]);
            b = b.Expand([.. lead, b.Shape[^2], b.Shape[^1]]);
        }
        return Apply(new MatMul(), a, b);
    }
}
