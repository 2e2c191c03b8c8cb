using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>This tensor laid out again and again: so often along each dimension, new ones added in front.</summary>
    public Tensor Repeat(params ReadOnlySpan<int> repeats)
    {
        if (repeats.Length < Rank)
            throw new TensorException("repeat", $"expected a number for each of the {Rank} dimensions of {Shape}, got {repeats.Length}");
        int lead = repeats.Length - Rank;
        var apart = new int[2 * repeats.Length];
        var together = new int[2 * repeats.Length];
        var result = new int[repeats.Length];
        for (int i = 0; i < repeats.Length; i++)
        {
            if (repeats[i] < 0)
                throw new TensorException("repeat", $"numbers must not be negative, got {repeats[i]}");
            int size = i < lead ? 1 : Shape[i - lead];
            (apart[2 * i], apart[2 * i + 1]) = (1, size);
            (together[2 * i], together[2 * i + 1]) = (repeats[i], size);
            result[i] = repeats[i] * size;
        }
        return Reshape(apart).Expand(together).Clone().Reshape(result);
    }

    /// <summary>As <see cref="Repeat"/>, where missing numbers in front are 1.</summary>
    public Tensor Tile(params ReadOnlySpan<int> repeats)
    {
        if (repeats.Length >= Rank)
            return Repeat(repeats);
        int[] all = Repeated(1, Rank);
        repeats.CopyTo(all.AsSpan(Rank - repeats.Length));
        return Repeat(all);
    }

    /// <summary>Each element (slice of a dimension, if one is named; else of the flattened tensor) so often, one after the other.</summary>
    public Tensor RepeatInterleave(int repeats, int? dim = null)
    {
        if (repeats < 0)
            throw new TensorException("repeat_interleave", $"the number must not be negative, got {repeats}");
        if (dim is not { } named)
            return Reshape(-1).RepeatInterleave(repeats, 0);
        int d = ResolveDim(named, "repeat_interleave");
        if (Rank == 0)
            return Reshape(1).RepeatInterleave(repeats, 0);
        int size = Shape[d];
        Tensor stretched = Unsqueeze(d + 1);
        return stretched.Expand(stretched.Shape.With(d + 1, repeats)).Clone().Reshape(Shape.With(d, size * repeats));
    }

    /// <summary>Each slice of a dimension (element of the flattened tensor, if none is named) as often as an int64 tensor says.</summary>
    public Tensor RepeatInterleave(Tensor repeats, int? dim = null)
    {
        if (!repeats.DType.IsInteger() || repeats.Rank > 1)
            throw new TensorException("repeat_interleave", $"the numbers must be an integer scalar or vector, got {repeats.Spec}");
        if (dim is not { } named || Rank == 0)
            return Reshape(-1).RepeatInterleave(repeats, Rank == 0 || dim is null ? (int?)0 : dim, flat: true);
        return RepeatInterleave(repeats, ResolveDim(named, "repeat_interleave"), flat: true);
    }

    /// <summary>
    /// The elements moved along dimensions (the flattened tensor, if none is named); what leaves at one end comes in at the other.
    /// </summary>
    public Tensor Roll(ReadOnlySpan<int> shifts, ReadOnlySpan<int> dims = default)
    {
        if (dims.Length == 0 && shifts.Length == 1)
            return Rank == 0 ? Clone() : Reshape(-1).Roll(shifts, [0]).Reshape(Shape);
        if (dims.Length != shifts.Length)
            throw new TensorException("roll", $"expected a shift for each dimension, got {shifts.Length} and {dims.Length}");
        Tensor x = this;
        for (int i = 0; i < dims.Length; i++)
        {
            int d = ResolveDim(dims[i], "roll"), size = Rank == 0 ? 1 : Shape[d];
            int by = size == 0 ? 0 : ((shifts[i] % size) + size) % size;
            if (by != 0)
                x = Cat([x.Narrow(d, size - by, by), x.Narrow(d, 0, size - by)], d);
        }
        return ReferenceEquals(x, this) ? Clone() : x;
    }

    /// <summary>The elements moved along one dimension (the flattened tensor, if none is named).</summary>
    public Tensor Roll(int shift, int? dim = null) => dim is { } d ? Roll([shift], [d]) : Roll([shift]);

    /// <summary>Turned by quarters, so often, in the plane of two dimensions, from the first toward the second.</summary>
    public Tensor Rot90(int k = 1, int dim0 = 0, int dim1 = 1)
    {
        AtLeast(2, "rot90");
        dim0 = ResolveDim(dim0, "rot90");
        dim1 = ResolveDim(dim1, "rot90");
        if (dim0 == dim1)
            throw new TensorException("rot90", $"two different dimensions are needed, got {dim0} twice");
        return (((k % 4) + 4) % 4) switch
        {
            1 => Flip(dim1).Transpose(dim0, dim1),
            2 => Flip(dim0, dim1),
            3 => Flip(dim0).Transpose(dim0, dim1),
            _ => Clone(),
        };
    }

    /// <summary>The second dimension walked backward.</summary>
    public Tensor FlipLR() => Flip(AtLeast(2, "fliplr") > 1 ? 1 : 0);

    /// <summary>The first dimension walked backward.</summary>
    public Tensor FlipUD() => Flip(AtLeast(1, "flipud") * 0);

    /// <summary>All elements as a vector.</summary>
    public Tensor Ravel() => Reshape(-1);

    /// <summary>Two dimensions swapped.</summary>
    public Tensor SwapDims(int dim0, int dim1) => Transpose(dim0, dim1);

    /// <summary>Two dimensions swapped.</summary>
    public Tensor SwapAxes(int dim0, int dim1) => Transpose(dim0, dim1);

    private Tensor RepeatInterleave(Tensor repeats, int? dim, bool flat)
    {
        int d = dim ?? 0, size = Shape[d];
        Tensor wanted = flat && repeats.Count == 1 ? repeats.Reshape(1).Expand(size) : repeats;
        if (wanted.Count != size)
            throw new TensorException("repeat_interleave", $"expected {size} numbers for dimension {d}, got {wanted.Count}");
        long[] counts = wanted.To(DType.Int64).ToArray<long>();
        var places = new List<long>();
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0)
                throw new TensorException("repeat_interleave", $"numbers must not be negative, got {counts[i]}");
            for (long j = 0; j < counts[i]; j++)
                places.Add(i);
        }
        return IndexSelect(d, OnDeviceOf(From(places.ToArray(), places.Count)));
    }
}
