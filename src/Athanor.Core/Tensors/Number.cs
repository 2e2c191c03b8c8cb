using System.Globalization;

namespace Athanor;

/// <summary>A C# number given to a tensor operation; knows whether it was written as an integer, a fraction or a truth value.</summary>
public readonly record struct Number
{
    private readonly long _integer;
    private readonly double _floating;

    private Number(long integer, double floating, DType kind)
    {
        _integer = integer;
        _floating = floating;
        Kind = kind;
    }

    /// <summary>Bool, Int64 or Float64.</summary>
    public DType Kind { get; }

    /// <summary>Whether it was written as a fraction.</summary>
    public bool IsFloating => Kind == DType.Float64;

    /// <summary>The value as a double.</summary>
    public double Double => IsFloating ? _floating : _integer;

    /// <summary>Whether <see cref="Double"/> is the value itself: integers beyond 2⁵³ may not fit.</summary>
    internal bool IsDouble => IsFloating || (Math.Abs((double)_integer) < 9.2e18 && (long)(double)_integer == _integer);

    /// <summary>The value as an integer, fractions cut.</summary>
    public long Long => IsFloating ? (long)_floating : _integer;

    /// <summary>A fraction.</summary>
    public static implicit operator Number(double value) => new(0, value, DType.Float64);

    /// <summary>An integer.</summary>
    public static implicit operator Number(long value) => new(value, 0, DType.Int64);

    /// <summary>An integer.</summary>
    public static implicit operator Number(int value) => new(value, 0, DType.Int64);

    /// <summary>A truth value.</summary>
    public static implicit operator Number(bool value) => new(value ? 1 : 0, 0, DType.Bool);

    /// <summary>The type that an operation of a tensor of type <paramref name="tensor"/> with this number computes in.</summary>
    public DType Promote(DType tensor)
    {
        if (IsFloating)
            return tensor.IsFloating() ? tensor : Defaults.DType;
        return Kind == DType.Int64 && tensor == DType.Bool ? DType.Int64 : tensor;
    }

    /// <inheritdoc/>
    public override string ToString() => IsFloating ? _floating.ToString("R", CultureInfo.InvariantCulture) : Kind == DType.Bool ? (_integer != 0 ? "true" : "false") : _integer.ToString(CultureInfo.InvariantCulture);
}
