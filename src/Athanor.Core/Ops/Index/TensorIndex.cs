using Athanor.Ops;

namespace Athanor;

/// <summary>
/// One part of what is written in a tensor's brackets: a number, a range, a slice with a step, an index tensor or mask, an ellipsis or a new
/// dimension. Numbers, <c>^1</c>, <c>1..3</c> and tensors convert by themselves.
/// </summary>
/// <example><code>
/// x[0]; x[^1]; x[.., 1..3]; x[TensorIndex.Ellipsis, 0]; x[mask]; x[rows, columns]; x[TensorIndex.Slice(step: 2)]
/// </code></example>
public readonly struct TensorIndex
{
    private TensorIndex(IndexKind kind) => Kind = kind;

    internal enum IndexKind : byte
    {
        Slice,
        Number,
        Tensor,
        Ellipsis,
        NewAxis,
    }

    /// <summary>As many whole dimensions as are not named otherwise.</summary>
    public static TensorIndex Ellipsis { get; } = new(IndexKind.Ellipsis);

    /// <summary>A new dimension of size 1.</summary>
    public static TensorIndex NewAxis { get; } = new(IndexKind.NewAxis);

    internal IndexKind Kind { get; private init; }

    internal int? First { get; private init; }

    internal int? End { get; private init; }

    internal int Step { get; private init; }

    internal Tensor? Tensor { get; private init; }

    /// <summary>From <paramref name="start"/> to just before <paramref name="end"/> by steps, as Python's <c>start:end:step</c>.</summary>
    public static TensorIndex Slice(int? start = null, int? end = null, int step = 1) => new(IndexKind.Slice) { First = start, End = end, Step = step };

    /// <summary>One index, which takes its dimension away; negative counts from the end.</summary>
    public static implicit operator TensorIndex(int index) => new(IndexKind.Number) { First = index };

    /// <summary>One index, which takes its dimension away.</summary>
    public static implicit operator TensorIndex(Index index) => index.IsFromEnd ? -index.Value : index.Value;

    /// <summary>A range of a dimension.</summary>
    public static implicit operator TensorIndex(System.Range range) => Slice(
        Bound(range.Start), range.End.IsFromEnd && range.End.Value == 0 ? null : Bound(range.End));

    /// <summary>An int64 tensor of indices, or a bool mask over as many dimensions as it has.</summary>
    public static implicit operator TensorIndex(Tensor index) => new(IndexKind.Tensor) { Tensor = index };

    // ^0 as a start is the end, which no negative number says.
    private static int Bound(Index index) => !index.IsFromEnd ? index.Value : index.Value == 0 ? int.MaxValue : -index.Value;
}
