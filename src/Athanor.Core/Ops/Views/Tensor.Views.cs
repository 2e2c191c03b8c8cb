using System.Runtime.CompilerServices;
using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>The matrix transposed: the last two dimensions swapped.</summary>
    /// <exception cref="TensorException">The rank is less than 2.</exception>
    public Tensor MT => Rank >= 2 ? Transpose(-2, -1) : throw new TensorException("MT", $"expected at least 2 dimensions, got shape {Shape}");

    /// <summary>All dimensions in reverse order.</summary>
    public Tensor T
    {
        get
        {
            var order = new int[Rank];
            for (int i = 0; i < order.Length; i++)
                order[i] = Rank - 1 - i;
            return Apply(new Permute(new Dims(order)), this);
        }
    }

    /// <summary>
    /// The same elements under another shape; one size may be −1 and follows from the others. A view where the strides allow it, else a copy.
    /// </summary>
    /// <exception cref="TensorException">The shapes have different counts.</exception>
    [OverloadResolutionPriority(1)]
    public Tensor Reshape(params ReadOnlySpan<int> shape)
    {
        Shape to = ResolveReshape(shape);
        Tensor source = IsContiguous || to.Equals(Shape) || _layout.Reshape(to) is not null ? this : Clone();
        return Apply(new ReshapeView(to), source);
    }

    /// <summary>As <see cref="Reshape(ReadOnlySpan{int})"/>.</summary>
    public Tensor Reshape(Shape shape) => Reshape(shape.Dims);

    /// <summary>The same elements under another shape without a copy.</summary>
    /// <exception cref="TensorException">The strides do not allow it, or the counts differ.</exception>
    public Tensor ViewAs(params ReadOnlySpan<int> shape)
    {
        return Apply(new ReshapeView(ResolveReshape(shape)), this);
    }

    /// <summary>The dimensions in another order: result dimension i is this tensor's dimension <paramref name="order"/>[i].</summary>
    /// <exception cref="TensorException">The order does not name each dimension once.</exception>
    public Tensor Permute(params ReadOnlySpan<int> order)
    {
        var dims = new int[order.Length];
        var seen = new bool[Rank];
        for (int i = 0; i < dims.Length; i++)
        {
            dims[i] = ResolveDim(order[i], "permute");
            if (order.Length != Rank || seen[dims[i]])
                throw new TensorException("permute", $"expected each of the {Rank} dimensions of {Shape} once, got [{string.Join(", ", order.ToArray())}]");
            seen[dims[i]] = true;
        }
        if (order.Length != Rank)
            throw new TensorException("permute", $"expected each of the {Rank} dimensions of {Shape} once, got none");
        return Apply(new Permute(new Dims(dims)), this);
    }

    /// <summary>Two dimensions swapped.</summary>
    public Tensor Transpose(int dim0, int dim1)
    {
        dim0 = ResolveDim(dim0, "transpose");
        dim1 = ResolveDim(dim1, "transpose");
        var order = new int[Rank];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        if (Rank > 0)
            (order[dim0], order[dim1]) = (dim1, dim0);
        return Apply(new Permute(new Dims(order)), this);
    }

    /// <summary>Dimensions moved to other places, the rest in order.</summary>
    public Tensor MoveDim(ReadOnlySpan<int> source, ReadOnlySpan<int> destination)
    {
        if (source.Length != destination.Length)
            throw new TensorException("movedim", $"expected as many destinations as sources, got {source.Length} and {destination.Length}");
        var order = new int[Rank];
        Array.Fill(order, -1);
        var moved = new HashSet<int>();
        for (int i = 0; i < source.Length; i++)
        {
            int from = ResolveDim(source[i], "movedim"), to = ResolveDim(destination[i], "movedim");
            if (Rank == 0)
                continue;
            if (!moved.Add(from) || order[to] >= 0)
                throw new TensorException("movedim", "each dimension may be moved only once");
            order[to] = from;
        }
        int next = 0;
        for (int i = 0; i < order.Length; i++)
        {
            if (order[i] >= 0)
                continue;
            while (moved.Contains(next))
                next++;
            order[i] = next++;
        }
        return Apply(new Permute(new Dims(order)), this);
    }

    /// <summary>One dimension moved to another place.</summary>
    public Tensor MoveDim(int source, int destination) => MoveDim([source], [destination]);

    /// <summary>
    /// Dimensions of size 1 stretched to the given sizes and new ones added in front, without copying; −1 keeps a size.
    /// </summary>
    /// <exception cref="TensorException">A size other than 1 would change.</exception>
    [OverloadResolutionPriority(1)]
    public Tensor Expand(params ReadOnlySpan<int> shape)
    {
        var dims = shape.ToArray();
        int lead = dims.Length - Rank;
        for (int i = 0; i < dims.Length; i++)
        {
            int size = i >= lead && lead >= 0 ? Shape.Dims[i - lead] : 1;
            if (dims[i] == -1 && i >= lead)
                dims[i] = size;
            if (lead < 0 || dims[i] < 0 || (size != 1 && size != dims[i]))
                throw new TensorException("expand", $"shape {Shape} cannot be expanded to [{string.Join(", ", shape.ToArray())}]: only sizes of 1 stretch");
        }
        if (lead < 0)
            throw new TensorException("expand", $"shape {Shape} cannot be expanded to fewer dimensions");
        var to = new Shape(dims);
        return to.Equals(Shape) ? this : Apply(new Expand(to), this);
    }

    /// <summary>As <see cref="Expand(ReadOnlySpan{int})"/>.</summary>
    public Tensor Expand(Shape shape) => Expand(shape.Dims);

    /// <summary>A new dimension of size 1 before <paramref name="dim"/>.</summary>
    public Tensor Unsqueeze(int dim)
    {
        if (dim < -Rank - 1 || dim > Rank)
            throw new TensorException("unsqueeze", $"dim must be between {-Rank - 1} and {Rank} for shape {Shape}, got {dim}");
        int at = dim < 0 ? dim + Rank + 1 : dim;
        Span<int> dims = stackalloc int[Rank + 1];
        Shape.Dims[..at].CopyTo(dims);
        dims[at] = 1;
        Shape.Dims[at..].CopyTo(dims[(at + 1)..]);
        return Apply(new ReshapeView(new Shape(dims)), this);
    }

    /// <summary>Without the dimensions of size 1 among those named, or among all if none is.</summary>
    public Tensor Squeeze(params ReadOnlySpan<int> dims)
    {
        Span<bool> named = stackalloc bool[Math.Max(Rank, 1)];
        named.Fill(dims.Length == 0);
        foreach (int dim in dims)
            named[ResolveDim(dim, "squeeze")] = true;
        Span<int> kept = stackalloc int[Rank];
        int rank = 0;
        for (int i = 0; i < Rank; i++)
            if (Shape.Dims[i] != 1 || !named[i])
                kept[rank++] = Shape.Dims[i];
        return Apply(new ReshapeView(new Shape(kept[..rank])), this);
    }

    /// <summary>Dimensions <paramref name="start"/> to <paramref name="end"/> (inclusive) made one; a scalar becomes one element.</summary>
    public Tensor Flatten(int start = 0, int end = -1)
    {
        if (Rank == 0)
            return Reshape(1);
        start = ResolveDim(start, "flatten");
        end = ResolveDim(end, "flatten");
        if (start > end)
            throw new TensorException("flatten", $"the first dimension must not come after the last, got {start} and {end}");
        var dims = new List<int>(Shape);
        long size = 1;
        for (int i = start; i <= end; i++)
            size *= dims[i];
        dims.RemoveRange(start, end - start + 1);
        dims.Insert(start, checked((int)size));
        return Reshape(dims.ToArray());
    }

    /// <summary>A dimension split into several; one size may be −1.</summary>
    public Tensor Unflatten(int dim, params ReadOnlySpan<int> sizes)
    {
        dim = ResolveDim(dim, "unflatten");
        int known = 1, free = -1;
        var parts = sizes.ToArray();
        for (int i = 0; i < parts.Length; i++)
            if (parts[i] == -1 && free < 0)
                free = i;
            else
                known *= parts[i];
        if (free >= 0 && known > 0)
            parts[free] = Shape.Dims[dim] / known;
        var dims = new List<int>(Shape);
        dims.RemoveAt(dim);
        dims.InsertRange(dim, parts);
        long product = 1;
        foreach (int part in parts)
            product *= part;
        if (product != Shape.Dims[dim])
            throw new TensorException("unflatten", $"size {Shape.Dims[dim]} of dimension {dim} is not the product of [{string.Join(", ", sizes.ToArray())}]");
        return Reshape(dims.ToArray());
    }

    /// <summary>A part of a dimension: <paramref name="length"/> indices from <paramref name="start"/> (negative: from the end).</summary>
    public Tensor Narrow(int dim, int start, int length)
    {
        dim = ResolveDim(dim, "narrow");
        int size = Rank == 0 ? throw new TensorException("narrow", "a scalar has no dimension to narrow") : Shape.Dims[dim];
        int from = start < 0 ? start + size : start;
        if (from < 0 || length < 0 || from + length > size)
            throw new TensorException("narrow", $"start {start} and length {length} leave the size {size} of dimension {dim}");
        return Apply(new Slice(dim, from, length, 1), this);
    }

    /// <summary>
    /// Every <paramref name="step"/>-th index of a dimension from <paramref name="start"/> to just before <paramref name="end"/>; bounds out of
    /// range are clamped as in Python.
    /// </summary>
    public Tensor SliceDim(int dim, int? start = null, int? end = null, int step = 1)
    {
        dim = ResolveDim(dim, "slice");
        return Apply(SliceOf("slice", dim, start, end, step), this);
    }

    /// <summary>One index of a dimension, which goes away; negative counts from the end.</summary>
    /// <exception cref="TensorException">The index is out of range.</exception>
    public Tensor Select(int dim, int index)
    {
        if (Rank == 0)
            throw new TensorException("select", "a scalar has no dimension to select from");
        dim = ResolveDim(dim, "select");
        int size = Shape.Dims[dim];
        if (index < -size || index >= size)
            throw new TensorException("select", $"index {index} is out of range for dimension {dim} of size {size}");
        return Apply(new Select(dim, index < 0 ? index + size : index), this);
    }

    /// <summary>The dimensions walked backward.</summary>
    public Tensor Flip(params ReadOnlySpan<int> dims)
    {
        Tensor result = this;
        foreach (int dim in dims)
        {
            int d = ResolveDim(dim, "flip");
            if (Rank > 0)
                result = Apply(new Slice(d, Math.Max(Shape.Dims[d] - 1, 0), Shape.Dims[d], -1), result);
        }
        return result;
    }

    /// <summary>The diagonal of two dimensions (moved up by <paramref name="offset"/>) as a new last dimension.</summary>
    public Tensor Diagonal(int offset = 0, int dim1 = 0, int dim2 = 1)
    {
        dim1 = ResolveDim(dim1, "diagonal");
        dim2 = ResolveDim(dim2, "diagonal");
        if (dim1 == dim2)
            throw new TensorException("diagonal", $"two different dimensions are needed, got {dim1} twice");
        return Apply(new Diagonal(offset, dim1, dim2), this);
    }

    /// <summary>Windows of <paramref name="size"/> along a dimension, <paramref name="step"/> apart, as a new last dimension.</summary>
    public Tensor Unfold(int dim, int size, int step)
    {
        dim = ResolveDim(dim, "unfold");
        int length = Rank == 0 ? 1 : Shape.Dims[dim];
        if (size < 0 || size > length || step <= 0)
            throw new TensorException("unfold", $"windows of {size}, {step} apart, do not fit dimension {dim} of size {length}");
        return Apply(new Windows(dim, size, step), this);
    }

    /// <summary>This tensor itself if its elements lie row by row without gaps, else a copy for which they do.</summary>
    public Tensor Contiguous() => IsContiguous ? this : Clone();

    private Slice SliceOf(string op, int dim, int? start, int? end, int step)
    {
        if (Rank == 0)
            throw new TensorException(op, "a scalar has no dimension to slice");
        if (step <= 0)
            throw new TensorException(op, $"the step must be positive, got {step}; use Flip to walk back");
        int size = Shape.Dims[dim];
        int from = Math.Clamp((start ?? 0) < 0 ? start!.Value + size : start ?? 0, 0, size);
        int to = Math.Clamp((end ?? size) < 0 ? end!.Value + size : end ?? size, from, size);
        return new Slice(dim, from, (int)(((long)to - from + step - 1) / step), step);
    }

    private Shape ResolveReshape(ReadOnlySpan<int> shape)
    {
        long known = 1;
        int free = -1;
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] == -1 && free < 0)
                free = i;
            else if (shape[i] < 0)
                throw new TensorException("reshape", $"sizes must not be negative (one may be -1), got [{string.Join(", ", shape.ToArray())}]");
            else
                known *= shape[i];
        }
        if (free < 0 && shape.SequenceEqual(Shape.Dims))
            return Shape;
        Span<int> dims = stackalloc int[shape.Length];
        shape.CopyTo(dims);
        if (free >= 0 && known > 0 && Count % known == 0)
        {
            dims[free] = checked((int)(Count / known));
            known = Count;
        }
        if (known != Count || (free >= 0 && dims[free] < 0))
            throw new TensorException("reshape", $"shape {Shape} has {Count} elements, which do not fit [{string.Join(", ", shape.ToArray())}]");
        return new Shape(dims);
    }
}
