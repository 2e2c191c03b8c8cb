using System.Text;

namespace Athanor.Ops;

/// <summary>The dimensions in another order.</summary>
internal sealed record Permute(Dims Order) : ViewOp
{
    internal override Layout Apply(in Layout layout)
    {
        Span<int> dims = stackalloc int[Order.Length];
        var strides = new long[Order.Length];
        for (int i = 0; i < dims.Length; i++)
        {
            dims[i] = layout.Shape.Dims[Order[i]];
            strides[i] = layout.Strides[Order[i]];
        }
        return new Layout(new Shape(dims), strides, layout.Offset);
    }

    /// <summary>The order that undoes this one.</summary>
    public int[] Inverse
    {
        get
        {
            var inverse = new int[Order.Length];
            for (int i = 0; i < inverse.Length; i++)
                inverse[Order[i]] = i;
            return inverse;
        }
    }

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new Permute(new Dims(Inverse)), a.Grad(0))];
}

/// <summary>The same elements under another shape, where steps can express it.</summary>
internal sealed record ReshapeView(Shape To) : ViewOp
{
    public override string Name => "reshape";

    internal override Layout Apply(in Layout layout) => layout.Reshape(To)
        ?? throw new TensorException("view", $"shape {layout.Shape} with strides ({string.Join(", ", layout.Strides)}) cannot be viewed as {To} without a copy; use Reshape");

    public override Tensor?[] Vjp(in VjpArgs a) => [a.Grad(0).Reshape(a.InputSpec(0).Shape)];
}

/// <summary>Dimensions of size 1 stretched, and new ones in front, without copying.</summary>
internal sealed record Expand(Shape To) : ViewOp
{
    internal override Layout Apply(in Layout layout) => new(To, layout.BroadcastStrides(To), layout.Offset);

    public override Tensor?[] Vjp(in VjpArgs a) => [a.Grad(0).SumTo(a.InputSpec(0).Shape)];
}

/// <summary>Every <paramref name="Step"/>-th index of a dimension, from <paramref name="Start"/>; a negative step walks back.</summary>
internal sealed record Slice(int Dim, int Start, int Size, int Step) : ViewOp
{
    internal override Layout Apply(in Layout layout)
    {
        var strides = (long[])layout.Strides.Clone();
        long offset = layout.Offset + (Size > 0 ? Start * strides[Dim] : 0);
        strides[Dim] *= Step;
        return new Layout(layout.Shape.With(Dim, Size), strides, offset);
    }
}

/// <summary>One index of a dimension, which goes away.</summary>
internal sealed record Select(int Dim, int Index) : ViewOp
{
    internal override Layout Apply(in Layout layout)
    {
        int rank = layout.Shape.Rank - 1;
        Span<int> dims = stackalloc int[rank];
        var strides = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            int from = i < Dim ? i : i + 1;
            dims[i] = layout.Shape.Dims[from];
            strides[i] = layout.Strides[from];
        }
        return new Layout(new Shape(dims), strides, layout.Offset + Index * layout.Strides[Dim]);
    }
}

/// <summary>The elements whose indices in two dimensions differ by <paramref name="Offset"/>, as a new last dimension.</summary>
internal sealed record Diagonal(int Offset, int Dim1, int Dim2) : ViewOp
{
    internal override Layout Apply(in Layout layout)
    {
        long start = layout.Offset + (Offset >= 0 ? Offset * layout.Strides[Dim2] : -Offset * layout.Strides[Dim1]);
        int rows = layout.Shape.Dims[Dim1] - Math.Max(-Offset, 0), columns = layout.Shape.Dims[Dim2] - Math.Max(Offset, 0);
        int size = Math.Max(0, Math.Min(rows, columns));
        var dims = new List<int>();
        var strides = new List<long>();
        for (int i = 0; i < layout.Shape.Rank; i++)
            if (i != Dim1 && i != Dim2)
            {
                dims.Add(layout.Shape.Dims[i]);
                strides.Add(layout.Strides[i]);
            }
        dims.Add(size);
        strides.Add(layout.Strides[Dim1] + layout.Strides[Dim2]);
        return new Layout(new Shape(dims.ToArray()), strides.ToArray(), size > 0 ? start : layout.Offset);
    }
}

/// <summary>Windows of <paramref name="Size"/> along a dimension, <paramref name="Step"/> apart, as a new last dimension; they may overlap.</summary>
internal sealed record Windows(int Dim, int Size, int Step) : ViewOp
{
    internal override Layout Apply(in Layout layout)
    {
        var dims = new List<int>(layout.Shape) { Size };
        var strides = new List<long>(layout.Strides) { layout.Shape.Rank == 0 ? 1 : layout.Strides[Dim] };
        if (layout.Shape.Rank > 0)
        {
            dims[Dim] = (layout.Shape.Dims[Dim] - Size) / Step + 1;
            strides[Dim] *= Step;
        }
        return new Layout(new Shape(dims.ToArray()), strides.ToArray(), layout.Offset);
    }
}

/// <summary>A list of dimensions, equal by value.</summary>
internal readonly struct Dims(params int[] values) : IEquatable<Dims>
{
    private readonly int[] _values = values;

    public int Length => _values.Length;

    public int this[int index] => _values[index];

    public ReadOnlySpan<int> Span => _values;

    public bool Equals(Dims other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Dims other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int value in _values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    public override string ToString() => new StringBuilder("[").AppendJoin(", ", _values).Append(']').ToString();
}
