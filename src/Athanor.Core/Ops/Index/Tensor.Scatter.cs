using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>This tensor with elements of <paramref name="source"/> at the places that <paramref name="index"/> names along a dimension.</summary>
    /// <exception cref="TensorException">Shapes or types do not fit, or an index is out of range.</exception>
    public Tensor Scatter(int dim, Tensor index, Tensor source) => Scattered(new Scatter(ResolveDim(dim, "scatter")), index, source);

    /// <summary>This tensor with one value at the places that <paramref name="index"/> names along a dimension.</summary>
    public Tensor Scatter(int dim, Tensor index, Number value) => Scatter(dim, index, ScalarOf(value).Expand(index.Shape));

    /// <summary>This tensor with elements of <paramref name="source"/> added to or multiplied into the places that <paramref name="index"/> names.</summary>
    public Tensor Scatter(int dim, Tensor index, Tensor source, ScatterMode reduce) => ScatterReduce(dim, index, source, reduce);

    /// <summary>This tensor with one value added to or multiplied into the places that <paramref name="index"/> names.</summary>
    public Tensor Scatter(int dim, Tensor index, Number value, ScatterMode reduce) =>
        ScatterReduce(dim, index, ScalarOf(value).Expand(index.Shape), reduce);

    /// <summary>This tensor with elements of <paramref name="source"/> added at the places that <paramref name="index"/> names along a dimension.</summary>
    public Tensor ScatterAdd(int dim, Tensor index, Tensor source) => Scattered(new ScatterAdd(ResolveDim(dim, "scatter_add")), index, source);

    /// <summary>
    /// This tensor reduced with those elements of <paramref name="source"/> that <paramref name="index"/> sends to each place; without
    /// <paramref name="includeSelf"/> its own elements do not count where any arrive.
    /// </summary>
    public Tensor ScatterReduce(int dim, Tensor index, Tensor source, ScatterMode mode, bool includeSelf = true) =>
        Scattered(new ScatterReduce(ResolveDim(dim, "scatter_reduce"), mode, includeSelf), index, source);

    /// <summary>As <see cref="ScatterReduce"/>, for whole slices at a vector of indices.</summary>
    public Tensor IndexReduce(int dim, Tensor index, Tensor source, ScatterMode mode, bool includeSelf = true)
    {
        dim = ResolveDim(dim, "index_reduce");
        if (Rank == 0)
            return Reshape(1).IndexReduce(0, index.Reshape(-1), source.Reshape(-1), mode, includeSelf).Reshape(Shape);
        return ScatterReduce(dim, AlongDim(dim, index, source.Shape), source, mode, includeSelf);
    }

    /// <summary>This tensor with slices of <paramref name="source"/> in the places of a vector of indices; of equal indices the last holds.</summary>
    public Tensor IndexCopy(int dim, Tensor index, Tensor source)
    {
        dim = ResolveDim(dim, "index_copy");
        return Rank == 0
            ? Apply(new IndexCopy(0), Reshape(1), index.Reshape(-1).AsIndex(), source.Reshape(-1)).Reshape(Shape)
            : Apply(new IndexCopy(dim), this, index.Reshape(-1).AsIndex(), source);
    }

    /// <summary>This tensor with one value in the slices of a vector of indices.</summary>
    public Tensor IndexFill(int dim, Tensor index, Number value) => IndexFill(dim, index, ScalarOf(value));

    /// <summary>This tensor with a scalar tensor's value in the slices of a vector of indices.</summary>
    public Tensor IndexFill(int dim, Tensor index, Tensor value)
    {
        dim = ResolveDim(dim, "index_fill");
        if (value.Rank != 0)
            throw new TensorException("index_fill", $"the value must be a scalar, got shape {value.Shape}");
        if (Rank == 0)
            return Reshape(1).IndexFill(0, index.Reshape(-1), value).Reshape(Shape);
        // A mask, so that an index named twice counts once in the value's gradient.
        var along = new int[Rank];
        Array.Fill(along, 1);
        along[dim] = Shape[dim];
        Tensor filled = Zeros(new TensorSpec(new Shape(Shape[dim]), DType.Bool, Device));
        filled = filled.IndexCopy(0, index, Ones(new TensorSpec(new Shape((int)index.Count), DType.Bool, Device)));
        return Where(filled.Reshape(along), value.To(DType), this);
    }

    /// <summary>This tensor with another in place of one index of a dimension.</summary>
    public Tensor SelectScatter(Tensor source, int dim, int index)
    {
        dim = ResolveDim(dim, "select_scatter");
        int size = Rank == 0 ? throw new TensorException("select_scatter", "a scalar has no dimension to select from") : Shape.Dims[dim];
        if (index < -size || index >= size)
            throw new TensorException("select_scatter", $"index {index} is out of range for dimension {dim} of size {size}");
        return Apply(new ViewScatter(new Select(dim, index < 0 ? index + size : index)), this, source.To(DType));
    }

    /// <summary>This tensor with another in place of a slice of a dimension; bounds as for <see cref="SliceDim"/>.</summary>
    public Tensor SliceScatter(Tensor source, int dim = 0, int? start = null, int? end = null, int step = 1)
    {
        dim = ResolveDim(dim, "slice_scatter");
        return Apply(new ViewScatter(SliceOf("slice_scatter", dim, start, end, step)), this, source.To(DType));
    }

    /// <summary>This tensor with another in place of the diagonal of two dimensions.</summary>
    public Tensor DiagonalScatter(Tensor source, int offset = 0, int dim1 = 0, int dim2 = 1)
    {
        dim1 = ResolveDim(dim1, "diagonal_scatter");
        dim2 = ResolveDim(dim2, "diagonal_scatter");
        if (dim1 == dim2)
            throw new TensorException("diagonal_scatter", $"two different dimensions are needed, got {dim1} twice");
        return Apply(new ViewScatter(new Diagonal(offset, dim1, dim2)), this, source.To(DType));
    }

    /// <summary>A number as a scalar of just this tensor's type.</summary>
    private Tensor ScalarOf(Number value) => Full(Spec.With(Shape.Scalar), value);

    /// <summary>Integers as indices; what is no integer is left for the operation to refuse.</summary>
    private Tensor AsIndex() => DType.IsInteger() ? To(DType.Int64) : this;

    /// <summary>A vector of indices stretched to a shape, along a dimension of it.</summary>
    private static Tensor AlongDim(int dim, Tensor index, Shape shape)
    {
        var sizes = new int[shape.Rank];
        Array.Fill(sizes, 1);
        sizes[dim] = checked((int)index.Count);
        return index.Reshape(sizes).Expand(shape);
    }

    /// <summary>Scalars count as one element; a source larger than the index is cut to it.</summary>
    private Tensor Scattered(Op op, Tensor index, Tensor source)
    {
        if (source.DType != DType)
            throw new TensorException(op.Name, $"the source must have the tensor's dtype {DType.Name()}, got {source.DType.Name()}");
        Tensor self = Rank == 0 ? Reshape(1) : this;
        index = (index.Rank == 0 ? index.Reshape(1) : index).AsIndex();
        source = source.Rank == 0 ? source.Reshape(1) : source;
        if (index.Count == 0)
            return Clone();
        for (int d = 0; d < index.Rank && source.Rank == index.Rank; d++)
        {
            if (index.Shape[d] > source.Shape[d])
                throw new TensorException(op.Name, $"index {index.Shape} must not exceed the source {source.Shape} in any dimension");
            if (index.Shape[d] < source.Shape[d])
                source = source.Narrow(d, 0, index.Shape[d]);
        }
        return Apply(op, self, index, source).Reshape(Shape);
    }
}
