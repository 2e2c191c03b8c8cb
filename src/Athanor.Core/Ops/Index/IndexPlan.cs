namespace Athanor.Ops;

/// <summary>
/// What a tensor's brackets mean: first a view (numbers, ranges, new dimensions), then index tensors for some of the view's dimensions. These
/// are brought to the front; their common shape takes their place if they stand together, else it comes first.
/// </summary>
internal sealed class IndexPlan
{
    private const string Name = "index";

    /// <summary>After the view: an index tensor, or null, for each dimension.</summary>
    private readonly List<Tensor?> _indices = [];

    private IndexPlan(Tensor view) => View = view;

    /// <summary>The tensor through its basic indices.</summary>
    public Tensor View { get; private set; }

    /// <summary>Whether there are index tensors, so that elements have to be copied.</summary>
    public bool IsAdvanced => _indices.Exists(i => i is not null);

    public static IndexPlan Of(Tensor x, ReadOnlySpan<TensorIndex> parts)
    {
        int named = 0, ellipses = 0;
        foreach (TensorIndex part in parts)
            if (part.Kind == TensorIndex.IndexKind.Ellipsis)
                ellipses++;
            else if (part.Kind == TensorIndex.IndexKind.Tensor && part.Tensor!.DType == DType.Bool)
                named += part.Tensor.Rank;
            else if (part.Kind != TensorIndex.IndexKind.NewAxis)
                named++;
        if (ellipses > 1)
            throw new TensorException(Name, $"at most one ellipsis is allowed, got {ellipses}");
        if (named > x.Rank)
            throw new TensorException(Name, $"expected at most {x.Rank} indices for shape {x.Shape}, got {named}");
        var plan = new IndexPlan(x);
        bool numbers = false;
        foreach (TensorIndex part in parts)
            numbers |= part.Kind == TensorIndex.IndexKind.Tensor;
        foreach (TensorIndex part in parts)
            plan.Add(part, x.Rank - named, numbers);
        while (plan._indices.Count < plan.View.Rank)
            plan._indices.Add(null);
        return plan;
    }

    /// <summary>One index tensor for each dimension, null where there is none.</summary>
    public static IndexPlan Of(Tensor x, ReadOnlySpan<Tensor?> indices)
    {
        var plan = new IndexPlan(x);
        foreach (Tensor? index in indices)
            if (index is null)
                plan._indices.Add(null);
            else
                plan.AddTensor(index);
        if (plan._indices.Count > x.Rank)
            throw new TensorException(Name, $"expected at most {x.Rank} indices for shape {x.Shape}, got {plan._indices.Count}");
        while (plan._indices.Count < x.Rank)
            plan._indices.Add(null);
        return plan;
    }

    /// <summary>The indexed dimensions of the view as one at the front, a vector of places in it, and how a result is laid out.</summary>
    public Places Resolve()
    {
        var dims = new List<int>();
        var rest = new List<int>();
        Shape common = Shape.Scalar;
        for (int d = 0; d < View.Rank; d++)
        {
            (_indices[d] is null ? rest : dims).Add(d);
            if (_indices[d] is { } index)
                common = Shape.Broadcast(common, index.Shape, Name);
        }
        bool together = dims[^1] - dims[0] == dims.Count - 1;
        int[] sizes = dims.ConvertAll(d => View.Shape[d]).ToArray(), others = rest.ConvertAll(d => View.Shape[d]).ToArray();
        Tensor[] indices = dims.ConvertAll(d => _indices[d]!.Expand(common)).ToArray();
        Tensor place = Tensor.Apply(new RavelIndex(new Dims(sizes)), indices).Reshape(-1);
        long lines = 1;
        foreach (int size in sizes)
            lines *= size;
        return new Places([.. dims, .. rest], checked((int)lines), others, place, common, together ? dims[0] : 0, sizes);
    }

    private void Add(TensorIndex part, int missing, bool hasTensors)
    {
        int dim = _indices.Count;
        switch (part.Kind)
        {
            case TensorIndex.IndexKind.Ellipsis:
                for (int i = 0; i < missing; i++)
                    _indices.Add(null);
                break;
            case TensorIndex.IndexKind.NewAxis:
                View = View.Unsqueeze(dim);
                _indices.Add(null);
                break;
            case TensorIndex.IndexKind.Slice:
                View = View.SliceDim(dim, part.First, part.End, part.Step);
                _indices.Add(null);
                break;
            case TensorIndex.IndexKind.Number:
                int index = part.First!.Value;
                // Beside index tensors a number is one of them: it counts for where their dimensions go.
                View = hasTensors ? View.Narrow(dim, Around(index, dim), 1) : View.Select(dim, index);
                if (hasTensors)
                    _indices.Add(Tensor.Zeros(new TensorSpec(Shape.Scalar, DType.Int64, View.Device)));
                break;
            default:
                AddTensor(part.Tensor!);
                break;
        }
    }

    private int Around(int index, int dim)
    {
        int size = View.Shape[dim];
        if (index < -size || index >= size)
            throw new TensorException(Name, $"index {index} is out of range for dimension {dim} of size {size}");
        return index < 0 ? index + size : index;
    }

    private void AddTensor(Tensor index)
    {
        int dim = _indices.Count;
        if (index.DType == DType.Bool)
        {
            if (index.Rank == 0)
            {
                View = View.Unsqueeze(dim);
                index = index.Reshape(1);
            }
            for (int i = 0; i < index.Rank; i++)
                if (dim + i >= View.Rank || index.Shape[i] != View.Shape[dim + i])
                    throw new TensorException(Name, $"a mask of shape {index.Shape} does not fit dimension {dim} and on of shape {View.Shape}");
            Tensor places = index.Nonzero();
            for (int i = 0; i < index.Rank; i++)
                _indices.Add(places.Select(1, i));
            return;
        }
        if (!index.DType.IsInteger())
            throw new TensorException(Name, $"index tensors must be int64 or bool, got {index.DType.Name()}");
        if (dim >= View.Rank)
            throw new TensorException(Name, $"there are more indices than dimensions in shape {View.Shape}");
        _indices.Add(index.To(DType.Int64));
    }

    /// <summary>How elements are read from and written to: the view permuted to (indexed, rest), its first part flattened.</summary>
    public sealed record Places(int[] Order, int Lines, int[] Rest, Tensor Place, Shape Common, int At, int[] Sizes)
    {
        /// <summary>The view as (lines, rest…).</summary>
        public Tensor Front(Tensor view) => view.Permute(Order).Reshape([Lines, .. Rest]);

        /// <summary>The view again from (lines, rest…).</summary>
        public Tensor Back(Tensor front)
        {
            var inverse = new int[Order.Length];
            for (int i = 0; i < inverse.Length; i++)
                inverse[Order[i]] = i;
            return front.Reshape([.. Sizes, .. Rest]).Permute(inverse);
        }

        /// <summary>The result's shape: the index tensors' where they stand.</summary>
        public Shape ResultShape => new([.. Rest[..At], .. Common.Dims, .. Rest[At..]]);

        /// <summary>From (places, rest…) to the result.</summary>
        public Tensor Out(Tensor rows) => rows.Reshape([.. Common.Dims, .. Rest]).MoveDim(Dims(0), Dims(At));

        /// <summary>From values that broadcast to the result to (places, rest…).</summary>
        public Tensor In(Tensor values) => values.Expand(ResultShape).MoveDim(Dims(At), Dims(0)).Reshape([checked((int)Common.Count), .. Rest]);

        private int[] Dims(int from)
        {
            var dims = new int[Common.Rank];
            for (int i = 0; i < dims.Length; i++)
                dims[i] = from + i;
            return dims;
        }
    }
}
