using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>A vector for each of a number of symbols: indices (…) → (…, size).</summary>
[Module]
public sealed partial class Embedding : Layer
{
    /// <summary>A table of normal random vectors.</summary>
    /// <param name="count">How many symbols.</param>
    /// <param name="size">The vectors' size.</param>
    /// <param name="paddingIndex">A symbol whose vector starts as 0 and gets no gradient; negative counts from the end.</param>
    /// <param name="scaleGradByFrequency">Whether a vector's gradient is divided by how often it was used.</param>
    /// <exception cref="ArgumentOutOfRangeException">The padding index is no symbol.</exception>
    public Embedding(int count, int size, int? paddingIndex = null, bool scaleGradByFrequency = false)
    {
        if (paddingIndex < -count || paddingIndex >= count)
            throw new ArgumentOutOfRangeException(nameof(paddingIndex), paddingIndex, $"must be between {-count} and {count - 1}");
        (EmbeddingCount, Size, PaddingIndex) = (count, size, paddingIndex < 0 ? paddingIndex + count : paddingIndex);
        ScaleGradByFrequency = scaleGradByFrequency;
        Weight = new Parameter(Init.Normal([count, size]));
        using GradMode.Restore mode = GradMode.NoGrad();
        if (PaddingIndex is { } padding)
            Weight.Select(0, padding).FillInPlace(0);
    }

    /// <summary>How many symbols.</summary>
    public int EmbeddingCount { get; }

    /// <summary>The vectors' size.</summary>
    public int Size { get; }

    /// <summary>A symbol whose vector gets no gradient, if any.</summary>
    public int? PaddingIndex { get; }

    /// <summary>Whether a vector's gradient is divided by how often it was used.</summary>
    public bool ScaleGradByFrequency { get; }

    /// <summary>(count, size).</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    public override string Description => $"Embedding({EmbeddingCount} → {Size}{(PaddingIndex is { } p ? $", padding {p}" : "")})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        if (input.DType is not (DType.Int64 or DType.Int32))
            throw new TensorException("embedding", $"expected indices of int64 or int32, got {input.DType.Name()}");
        Tensor index = input.To(DType.Int64), rows = index.Embedding(Weight, PaddingIndex);
        if (!ScaleGradByFrequency)
            return rows;
        Tensor flat = index.Reshape(-1);
        Tensor counts = Tensor.Zeros(Weight.Spec.With([EmbeddingCount])).IndexAdd(0, flat, Tensor.Ones(Weight.Spec.With(flat.Shape)));
        Tensor share = counts.IndexSelect(0, flat).Reciprocal().Reshape(index.Shape).Unsqueeze(-1);
        // Adds 0 to the values, while the gradient is scaled.
        return rows.Detach() + (rows - rows.Detach()) * share;
    }
}
