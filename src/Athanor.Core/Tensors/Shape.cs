using System.Collections;
using System.Runtime.CompilerServices;

namespace Athanor;

/// <summary>The sizes of a tensor's dimensions, outermost first; immutable, equal by value. Rank 0 is a scalar of one element.</summary>
/// <remarks>A dimension has at most 2³¹−1 elements; a tensor may have more.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    /// <summary>The shape of a scalar.</summary>
    public static readonly Shape Scalar = new();

    private readonly int[] _dims;
    private long[]? _strides;

    /// <summary>A shape of the given sizes.</summary>
    /// <exception cref="ArgumentException">A size is negative.</exception>
    public Shape(params ReadOnlySpan<int> dims)
    {
        _dims = dims.ToArray();
        long count = 1;
        foreach (int dim in _dims)
        {
            if (dim < 0)
                throw new ArgumentException($"a shape has no negative sizes, got {Format(_dims)}", nameof(dims));
            count = checked(count * dim);
        }
        Count = count;
    }

    /// <summary>The shape of a collection expression: <c>Shape s = [2, 3];</c></summary>
    public static Shape Create(ReadOnlySpan<int> dims) => new(dims);

    /// <summary>The number of dimensions.</summary>
    public int Rank => _dims.Length;

    /// <summary>The number of elements: the product of all sizes, 1 for a scalar.</summary>
    public long Count { get; }

    /// <summary>The sizes.</summary>
    public ReadOnlySpan<int> Dims => _dims;

    /// <summary>The size of a dimension, counted from the left, negative ones from the right.</summary>
    public int this[int dim] => _dims[dim < 0 ? dim + _dims.Length : dim];

    /// <summary>The size of a dimension by C# index (<c>^1</c> is the last).</summary>
    public int this[Index dim] => _dims[dim];

    /// <summary>The sizes of a range of dimensions.</summary>
    public Shape this[Range dims] => new(_dims.AsSpan(dims));

    int IReadOnlyCollection<int>.Count => _dims.Length;

    /// <summary>Steps between neighbours of each dimension when elements lie row by row without gaps.</summary>
    internal long[] ContiguousStrides
    {
        get
        {
            if (_strides is { } known)
                return known;
            var strides = new long[_dims.Length];
            long step = 1;
            for (int i = _dims.Length - 1; i >= 0; i--)
            {
                strides[i] = step;
                step *= Math.Max(_dims[i], 1);
            }
            return _strides = strides;
        }
    }

    /// <summary>The sizes as an array of the caller's own.</summary>
    public int[] ToArray() => (int[])_dims.Clone();

    /// <summary>The same shape with one size replaced.</summary>
    public Shape With(int dim, int size)
    {
        int[] dims = ToArray();
        dims[dim < 0 ? dim + dims.Length : dim] = size;
        return new Shape(dims);
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => ReferenceEquals(this, other) || (other is not null && _dims.AsSpan().SequenceEqual(other._dims));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int dim in _dims)
            hash.Add(dim);
        return hash.ToHashCode();
    }

    /// <summary>Whether two shapes have the same sizes.</summary>
    public static bool operator ==(Shape? a, Shape? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(Shape? a, Shape? b) => !(a == b);

    /// <summary>A shape from a collection expression or an array.</summary>
    public static implicit operator Shape(int[] dims) => new(dims);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_dims).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _dims.GetEnumerator();

    /// <summary>The sizes in parentheses: <c>(8, 32, 56, 56)</c>.</summary>
    public override string ToString() => Format(_dims);

    /// <summary>
    /// The shape that both broadcast to: sizes are aligned at the right, and a missing size or a size of 1 stretches to the other's.
    /// </summary>
    /// <exception cref="TensorException">Two sizes differ and neither is 1.</exception>
    public static Shape Broadcast(Shape a, Shape b, string op = "broadcast")
    {
        if (a.Equals(b))
            return a;
        int rank = Math.Max(a.Rank, b.Rank);
        Span<int> dims = rank <= 16 ? stackalloc int[rank] : new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int x = i <= a.Rank ? a._dims[^i] : 1, y = i <= b.Rank ? b._dims[^i] : 1;
            if (x != y && x != 1 && y != 1)
                throw new TensorException(op, $"shapes {a} and {b} do not broadcast: sizes {x} and {y} at dimension -{i} differ and neither is 1");
            dims[^i] = x == 1 ? y : x;
        }
        return dims.SequenceEqual(a._dims) ? a : dims.SequenceEqual(b._dims) ? b : new Shape(dims);
    }

    private static string Format(ReadOnlySpan<int> dims)
    {
        var text = new System.Text.StringBuilder("(");
        for (int i = 0; i < dims.Length; i++)
            text.Append(i > 0 ? ", " : "").Append(dims[i]);
        return text.Append(dims.Length == 1 ? ",)" : ")").ToString();
    }
}
