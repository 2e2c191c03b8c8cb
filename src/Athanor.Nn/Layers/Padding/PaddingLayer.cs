namespace Athanor.Nn;

/// <summary>
/// What padding layers share: as much on every side, or numbers (before, after) of the last dimension, then of the one before it.
/// </summary>
public abstract class PaddingLayer : Layer
{
    private readonly int[] _padding;
    private readonly int _rank;
    private readonly PadMode _mode;
    private readonly double _value;

    private protected PaddingLayer(int rank, ReadOnlySpan<int> padding, PadMode mode, double value = 0)
    {
        if (padding.Length != 1 && padding.Length != 2 * rank)
            throw new TensorException("pad", $"expected 1 or {2 * rank} numbers, got {padding.Length}");
        (_rank, _mode, _value) = (rank, mode, value);
        _padding = padding.Length == 1 ? [.. Enumerable.Repeat(padding[0], 2 * rank)] : padding.ToArray();
    }

    /// <summary>Elements before and after, last dimension first.</summary>
    public IReadOnlyList<int> Padding => _padding;

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name}({(_padding.Distinct().Count() == 1 ? _padding[0] : string.Join(", ", _padding))})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        if (input.Rank != _rank + 1 && input.Rank != _rank + 2)
            throw new TensorException("pad", $"expected (N, C, {_rank} sizes) or the same without N, got shape {input.Shape}");
        return input.Pad(_padding, _mode, _value);
    }
}
