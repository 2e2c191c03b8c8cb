using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>Tensors side by side: joined along the second dimension, vectors end to end.</summary>
    public static Tensor HStack(params ReadOnlySpan<Tensor> tensors)
    {
        Tensor[] parts = Each(tensors, t => t.Atleast1d(), "hstack");
        return Cat(parts, parts[0].Rank == 1 ? 0 : 1);
    }

    /// <summary>Tensors one under the other: joined along the first dimension, vectors as rows.</summary>
    public static Tensor VStack(params ReadOnlySpan<Tensor> tensors) => Cat(Each(tensors, t => t.Atleast2d(), "vstack"), 0);

    /// <summary>Tensors in depth: joined along the third dimension.</summary>
    public static Tensor DStack(params ReadOnlySpan<Tensor> tensors) => Cat(Each(tensors, t => t.Atleast3d(), "dstack"), 2);

    /// <summary>Vectors as columns, and matrices, side by side.</summary>
    public static Tensor ColumnStack(params ReadOnlySpan<Tensor> tensors) =>
        HStack(Each(tensors, t => t.Rank <= 1 ? t.Reshape((int)t.Count, 1) : t, "column_stack"));

    /// <summary>At least one dimension: a scalar becomes one element.</summary>
    public Tensor Atleast1d() => Rank >= 1 ? this : Reshape(1);

    /// <summary>At least two dimensions: a vector becomes a row.</summary>
    public Tensor Atleast2d() => Rank >= 2 ? this : Reshape(1, (int)Count);

    /// <summary>At least three dimensions: a vector becomes (1, n, 1), a matrix (m, n, 1).</summary>
    public Tensor Atleast3d() => Rank >= 3 ? this : Rank == 2 ? Unsqueeze(-1) : Reshape(1, (int)Count, 1);

    /// <summary>Tensors stretched to the shape that all broadcast to.</summary>
    public static Tensor[] BroadcastTensors(params ReadOnlySpan<Tensor> tensors)
    {
        var shapes = new Shape[tensors.Length];
        for (int i = 0; i < shapes.Length; i++)
            shapes[i] = tensors[i].Shape;
        Shape common = BroadcastShapes(shapes);
        var results = new Tensor[tensors.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = tensors[i].Expand(common);
        return results;
    }

    /// <summary>The shape that all broadcast to.</summary>
    public static Shape BroadcastShapes(params ReadOnlySpan<Shape> shapes)
    {
        Shape common = Shape.Scalar;
        foreach (Shape shape in shapes)
            common = Shape.Broadcast(common, shape, "broadcast_shapes");
        return common;
    }

    /// <summary>As <see cref="Expand(Shape)"/>.</summary>
    public Tensor BroadcastTo(params ReadOnlySpan<int> shape) => Expand(shape);

    /// <summary>Stretched to another tensor's shape.</summary>
    public Tensor ExpandAs(Tensor other) => Expand(other.Shape);

    /// <summary>The same elements under another tensor's shape, without a copy.</summary>
    public Tensor ViewAs(Tensor other) => ViewAs(other.Shape.Dims);

    /// <summary>The same elements under another tensor's shape.</summary>
    public Tensor ReshapeAs(Tensor other) => Reshape(other.Shape.Dims);

    /// <summary>Grids of coordinates: one tensor for each vector, all of the shape of their lengths.</summary>
    /// <param name="tensors">Vectors or scalars.</param>
    /// <param name="indexing"><c>ij</c>, or <c>xy</c> where the first two dimensions are swapped.</param>
    public static Tensor[] Meshgrid(ReadOnlySpan<Tensor> tensors, string indexing = "ij")
    {
        if (indexing is not ("ij" or "xy"))
            throw new TensorException("meshgrid", $"indexing must be ij or xy, got {indexing}");
        var sizes = new int[tensors.Length];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = tensors[i].Rank <= 1
                ? (int)tensors[i].Count
                : throw new TensorException("meshgrid", $"expected vectors or scalars, got shape {tensors[i].Shape}");
        bool swaps = indexing == "xy" && sizes.Length >= 2;
        var grids = new Tensor[sizes.Length];
        for (int i = 0; i < grids.Length; i++)
        {
            int[] lying = Repeated(1, sizes.Length);
            lying[i] = sizes[i];
            Tensor grid = tensors[i].Reshape(lying).Expand(sizes);
            grids[i] = swaps ? grid.Transpose(0, 1) : grid;
        }
        return grids;
    }

    /// <summary>All combinations of one element of each vector, a row each.</summary>
    public static Tensor CartesianProd(params ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.Length == 1)
            return tensors[0].Reshape(-1);
        Tensor[] grids = Meshgrid(tensors);
        for (int i = 0; i < grids.Length; i++)
            grids[i] = grids[i].Reshape(-1);
        return Stack(grids, 1);
    }

    /// <summary>All choices of <paramref name="r"/> elements of a vector in their order, a row each.</summary>
    public Tensor Combinations(int r = 2, bool withReplacement = false)
    {
        if (Rank != 1)
            throw new TensorException("combinations", $"expected a vector, got shape {Shape}");
        if (r < 0)
            throw new TensorException("combinations", $"r must not be negative, got {r}");
        if (r == 0)
            return Empty(Spec.With(new Shape(0)));
        var places = new List<long>();
        var chosen = new int[r];
        Choose(chosen, 0, 0, Shape[0], withReplacement, places);
        Tensor index = OnDeviceOf(From(places.ToArray(), places.Count));
        return IndexSelect(0, index).Reshape(places.Count / r, r);
    }

    /// <summary>A matrix with the given ones along its diagonal and 0 elsewhere; vectors count as rows.</summary>
    public static Tensor BlockDiag(params ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.Length == 0)
            return Zeros([1, 0]);
        Tensor[] blocks = Each(tensors, t => t.Rank <= 2 ? t.Atleast2d() : throw new TensorException("block_diag", $"expected matrices, got shape {t.Shape}"), "block_diag");
        int width = 0, start = 0;
        foreach (Tensor block in blocks)
            width += block.Shape[1];
        for (int i = 0; i < blocks.Length; i++)
        {
            int columns = blocks[i].Shape[1];
            Tensor left = Zeros(blocks[i].Spec.With(new Shape(blocks[i].Shape[0], start)));
            Tensor right = Zeros(blocks[i].Spec.With(new Shape(blocks[i].Shape[0], width - start - columns)));
            blocks[i] = Cat([left, blocks[i], right], 1);
            start += columns;
        }
        return Cat(blocks, 0);
    }

    private static void Choose(int[] chosen, int at, int from, int size, bool again, List<long> places)
    {
        if (at == chosen.Length)
        {
            foreach (int place in chosen)
                places.Add(place);
            return;
        }
        for (int i = from; i < size; i++)
        {
            chosen[at] = i;
            Choose(chosen, at + 1, again ? i : i + 1, size, again, places);
        }
    }

    private static Tensor[] Each(ReadOnlySpan<Tensor> tensors, Func<Tensor, Tensor> change, string op)
    {
        if (tensors.Length == 0)
            throw new TensorException(op, "at least one tensor is needed");
        var results = new Tensor[tensors.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = change(tensors[i]);
        return results;
    }

    /// <summary>A tensor of indices made beside this one.</summary>
    private Tensor OnDeviceOf(Tensor index) => index.Device == Device ? index : index.To(Device);
}
