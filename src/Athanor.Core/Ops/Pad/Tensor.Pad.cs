using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// Elements added around (or, by negative numbers, cut from) the last dimensions: (before, after) of the last dimension, then of the one
    /// before it, and so on, as PyTorch orders them.
    /// </summary>
    /// <param name="padding">An even number of values.</param>
    /// <param name="mode">What the new elements are.</param>
    /// <param name="value">The value of constant padding.</param>
    /// <exception cref="TensorException">There are too many values, or a dimension is too small for its padding.</exception>
    public Tensor Pad(ReadOnlySpan<int> padding, PadMode mode = PadMode.Constant, Number value = default)
    {
        if (padding.Length % 2 != 0 || padding.Length / 2 > Rank)
            throw new TensorException("pad", $"expected (before, after) pairs for at most {Rank} dimensions, got {padding.Length} numbers for shape {Shape}");
        var before = new int[Rank];
        var after = new int[Rank];
        for (int i = 0; i < padding.Length / 2; i++)
        {
            int dim = Rank - 1 - i;
            (before[dim], after[dim]) = (padding[2 * i], padding[2 * i + 1]);
            if (Shape[dim] + (long)before[dim] + after[dim] < 0)
                throw new TensorException("pad", $"cutting {-before[dim]} and {-after[dim]} leaves less than nothing of dimension {dim} of shape {Shape}");
        }
        // What constant and circular padding cut is gone before anything is added; the others see the whole tensor.
        bool cutsFirst = mode is PadMode.Constant or PadMode.Circular;
        Tensor x = cutsFirst ? Cropped(before, after) : this;
        for (int i = 0; i < Rank; i++)
            if (mode != PadMode.Constant && (before[i] > 0 || after[i] > 0))
                x = x.Bordered(i, Math.Max(before[i], 0), Math.Max(after[i], 0), mode);
        if (mode == PadMode.Constant)
        {
            int[] front = Array.ConvertAll(before, b => Math.Max(b, 0)), back = Array.ConvertAll(after, a => Math.Max(a, 0));
            return Array.TrueForAll(front, b => b == 0) && Array.TrueForAll(back, b => b == 0)
                ? x.Clone()
                : Apply(new ConstantPad(new Dims(front), new Dims(back), value), x);
        }
        return cutsFirst ? x : x.Cropped(before, after);
    }

    /// <summary>What negative padding leaves.</summary>
    private Tensor Cropped(int[] before, int[] after)
    {
        Tensor x = this;
        for (int i = 0; i < Rank; i++)
        {
            int start = Math.Max(-before[i], 0), length = x.Shape[i] - start - Math.Max(-after[i], 0);
            if (length == x.Shape[i])
                continue;
            // More may be cut from one side than there is, if the other side adds some.
            x = length < 0
                ? throw new TensorException("pad", $"cutting {start} and {Math.Max(-after[i], 0)} leaves less than nothing of dimension {i} of shape {Shape}")
                : x.Narrow(i, start, length);
        }
        return x;
    }

    /// <summary>A dimension with parts of itself in front and behind.</summary>
    private Tensor Bordered(int dim, int before, int after, PadMode mode)
    {
        int size = Shape[dim];
        int most = mode switch { PadMode.Reflect => size - 1, PadMode.Circular => size, _ => size > 0 ? int.MaxValue : -1 };
        if (before > most || after > most)
            throw new TensorException("pad", $"{mode} padding of dimension {dim} of shape {Shape} must be at most {Math.Max(most, 0)}, got {before} and {after}");
        var parts = new List<Tensor>(3);
        if (before > 0)
            parts.Add(mode switch
            {
                PadMode.Reflect => Narrow(dim, 1, before).Flip(dim),
                PadMode.Replicate => Narrow(dim, 0, 1).Expand(Shape.With(dim, before)),
                _ => Narrow(dim, size - before, before),
            });
        parts.Add(this);
        if (after > 0)
            parts.Add(mode switch
            {
                PadMode.Reflect => Narrow(dim, size - 1 - after, after).Flip(dim),
                PadMode.Replicate => Narrow(dim, size - 1, 1).Expand(Shape.With(dim, after)),
                _ => Narrow(dim, 0, after),
            });
        return Cat(parts.ToArray(), dim);
    }
}
