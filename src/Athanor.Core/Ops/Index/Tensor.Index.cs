using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>Tensors joined along a dimension.</summary>
    /// <exception cref="TensorException">None are given, or sizes beside the dimension differ.</exception>
    public static Tensor Cat(ReadOnlySpan<Tensor> tensors, int dim = 0)
    {
        if (tensors.Length == 0)
            throw new TensorException("cat", "at least one tensor is needed");
        var parts = new List<Tensor>();
        bool allVectors = true;
        foreach (Tensor tensor in tensors)
            allVectors &= tensor.Rank == 1;
        // As in PyTorch an empty vector goes with tensors of any rank.
        foreach (Tensor tensor in tensors)
            if (allVectors || tensor.Rank != 1 || tensor.Count > 0)
                parts.Add(tensor);
        if (parts[0].Rank == 0)
            throw new TensorException("cat", "scalars cannot be joined; use Stack");
        return Apply(new Cat(parts[0].ResolveDim(dim, "cat")), parts.ToArray());
    }

    /// <summary>Tensors of one shape joined along a new dimension.</summary>
    public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int dim = 0)
    {
        if (tensors.Length == 0)
            throw new TensorException("stack", "at least one tensor is needed");
        var parts = new Tensor[tensors.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (tensors[i].Shape != tensors[0].Shape)
                throw new TensorException("stack", $"all tensors must have one shape, got {tensors[0].Shape} and {tensors[i].Shape}");
            parts[i] = tensors[i].Unsqueeze(dim);
        }
        return Cat(parts, dim < 0 ? dim + parts[0].Rank : dim);
    }

    /// <summary>Slices of a dimension picked by a vector of int64 indices, in their order; negative ones count from the end.</summary>
    public Tensor IndexSelect(int dim, Tensor index)
    {
        dim = ResolveDim(dim, "index_select");
        return Rank == 0 ? Reshape(1).IndexSelect(0, index.Reshape(-1)).Reshape(Shape) : Apply(new IndexSelect(dim), this, index.Reshape(-1).AsIndex());
    }

    /// <summary>result[i][j] = this[i][index[i][j]] for dimension 1, and likewise for others.</summary>
    public Tensor Gather(int dim, Tensor index)
    {
        dim = ResolveDim(dim, "gather");
        index = index.AsIndex();
        if (index.Count == 0 && index.Rank != Rank)
            return Reshape(-1).Narrow(0, 0, 0).Reshape(index.Shape);
        if (Rank == 0 || index.Rank == 0)
            return (Rank == 0 ? Reshape(1) : this).Gather(0, index.Rank == 0 ? index.Reshape(1) : index).Reshape(index.Shape);
        return Apply(new Gather(dim), this, index);
    }

    /// <summary>This tensor with alpha times slices of <paramref name="source"/> added at a vector of indices.</summary>
    public Tensor IndexAdd(int dim, Tensor index, Tensor source, double alpha = 1) =>
        Apply(new IndexAdd(ResolveDim(dim, "index_add"), alpha), this, index.AsIndex(), source);
}
