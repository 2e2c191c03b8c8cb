namespace Athanor.Data;

/// <summary>Samples held in two tensors, along their first dimensions.</summary>
public sealed class TensorDataset : IDataset
{
    /// <summary>Samples and targets; the data set keeps both.</summary>
    /// <param name="inputs">(Count, …).</param>
    /// <param name="targets">(Count) of int64 for classes, (Count, …) for values.</param>
    /// <exception cref="ArgumentException">The tensors have different numbers of samples, or none.</exception>
    public TensorDataset(Tensor inputs, Tensor targets)
    {
        if (inputs.Rank == 0 || targets.Rank == 0 || inputs.Shape[0] != targets.Shape[0])
            throw new ArgumentException($"expected as many targets as inputs along the first dimension, got inputs {inputs.Shape} and targets {targets.Shape}");
        Inputs = inputs.Keep();
        Targets = targets.Keep();
    }

    /// <summary>All inputs, (Count, …).</summary>
    public Tensor Inputs { get; }

    /// <summary>All targets, (Count, …).</summary>
    public Tensor Targets { get; }

    /// <inheritdoc/>
    public int Count => Inputs.Shape[0];

    /// <inheritdoc/>
    public Batch Get(ReadOnlySpan<int> indices, RandomSource random)
    {
        var numbers = new long[indices.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            if ((uint)indices[i] >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(indices), indices[i], $"expected a sample number from 0 to {Count - 1}");
            numbers[i] = indices[i];
        }
        using Tensor index = Tensor.From(numbers);
        return new Batch(Inputs.IndexSelect(0, index), Targets.IndexSelect(0, index));
    }
}
