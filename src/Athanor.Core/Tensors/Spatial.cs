using System.Runtime.CompilerServices;

namespace Athanor;

/// <summary>
/// Numbers for one to three spatial dimensions (strides, kernel sizes, paddings), outermost first. One number stands for every dimension;
/// none means the parameter's own default.
/// </summary>
/// <example><code>
/// x.Conv2d(w, stride: 2);            // both dimensions
/// x.Conv2d(w, stride: [2, 1]);       // height, width
/// x.Conv2d(w, stride: (2, 1));
/// </code></example>
[CollectionBuilder(typeof(Spatial), nameof(Create))]
public readonly struct Spatial : IEquatable<Spatial>
{
    private readonly int _a;
    private readonly int _b;
    private readonly int _c;

    /// <summary>The given numbers, at most three.</summary>
    /// <exception cref="ArgumentException">There are more than three.</exception>
    public Spatial(params ReadOnlySpan<int> values)
    {
        if (values.Length > 3)
            throw new ArgumentException($"at most three spatial dimensions are supported, got {values.Length} numbers", nameof(values));
        Count = values.Length;
        _a = values.Length > 0 ? values[0] : 0;
        _b = values.Length > 1 ? values[1] : 0;
        _c = values.Length > 2 ? values[2] : 0;
    }

    /// <summary>How many numbers were given: 0 to 3.</summary>
    public int Count { get; }

    /// <summary>The number given for a dimension.</summary>
    public int this[int index] => index switch { 0 => _a, 1 => _b, _ => _c };

    /// <summary>One number for every dimension.</summary>
    public static implicit operator Spatial(int value) => new(value);

    /// <summary>One number for each of two dimensions.</summary>
    public static implicit operator Spatial((int H, int W) values) => new(values.H, values.W);

    /// <summary>One number for each of three dimensions.</summary>
    public static implicit operator Spatial((int D, int H, int W) values) => new(values.D, values.H, values.W);

    /// <summary>The numbers of a span.</summary>
    public static implicit operator Spatial(ReadOnlySpan<int> values) => new(values);

    /// <summary>The numbers of an array.</summary>
    public static implicit operator Spatial(int[] values) => new(values);

    /// <summary>The numbers of a collection expression.</summary>
    public static Spatial Create(ReadOnlySpan<int> values) => new(values);

    /// <summary>Whether two are the same.</summary>
    public static bool operator ==(Spatial a, Spatial b) => a.Equals(b);

    /// <summary>Whether two differ.</summary>
    public static bool operator !=(Spatial a, Spatial b) => !a.Equals(b);

    /// <summary>The numbers one by one.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    /// <inheritdoc/>
    public bool Equals(Spatial other) => Count == other.Count && _a == other._a && _b == other._b && _c == other._c;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Spatial other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, _a, _b, _c);

    /// <inheritdoc/>
    public override string ToString() => Count switch { 0 => "()", 1 => $"{_a}", 2 => $"({_a}, {_b})", _ => $"({_a}, {_b}, {_c})" };

    /// <summary>A number for each of <paramref name="rank"/> dimensions, none of them less than <paramref name="least"/>.</summary>
    /// <exception cref="TensorException">There are too few or too many numbers, or one is too small.</exception>
    internal Spatial For(int rank, int otherwise, string op, string parameter, int least)
    {
        if (Count > 1 && Count != rank)
            throw new TensorException(op, $"{parameter} must be one number or {rank}, got {this}");
        Span<int> values = stackalloc int[rank];
        for (int i = 0; i < rank; i++)
        {
            values[i] = Count == 0 ? otherwise : Count == 1 ? _a : this[i];
            if (values[i] < least)
                throw new TensorException(op, $"{parameter} must be at least {least}, got {this}");
        }
        return new Spatial(values);
    }

    /// <summary>As three dimensions, missing ones in front.</summary>
    internal (int D, int H, int W) Three(int missing) => Count switch
    {
        1 => (missing, missing, _a),
        2 => (missing, _a, _b),
        _ => (_a, _b, _c),
    };
}
