using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>
/// Sums, means or maxima of bags of vectors: bags are the rows of a matrix of indices, or stretches of a vector that begin at offsets;
/// (bags, size).
/// </summary>
[Module]
public sealed partial class EmbeddingBag : Module<(Tensor Indices, Tensor? Offsets, Tensor? Weights), Tensor>
{
    /// <summary>A table of normal random vectors.</summary>
    /// <param name="count">How many symbols.</param>
    /// <param name="size">The vectors' size.</param>
    /// <param name="mode">What is made of a bag.</param>
    /// <param name="paddingIndex">A symbol that counts nowhere; negative counts from the end.</param>
    /// <param name="includeLastOffset">Whether the last offset is the end of the last bag.</param>
    public EmbeddingBag(int count, int size, BagMode mode = BagMode.Mean, int? paddingIndex = null, bool includeLastOffset = false)
    {
        if (paddingIndex < -count || paddingIndex >= count)
            throw new ArgumentOutOfRangeException(nameof(paddingIndex), paddingIndex, $"must be between {-count} and {count - 1}");
        (Mode, PaddingIndex, IncludeLastOffset) = (mode, paddingIndex < 0 ? paddingIndex + count : paddingIndex, includeLastOffset);
        Weight = new Parameter(Init.Normal([count, size]));
        using GradMode.Restore restore = GradMode.NoGrad();
        if (PaddingIndex is { } padding)
            Weight.Select(0, padding).FillInPlace(0);
    }

    /// <summary>What is made of a bag.</summary>
    public BagMode Mode { get; }

    /// <summary>A symbol that counts nowhere, if any.</summary>
    public int? PaddingIndex { get; }

    /// <summary>Whether the last offset is the end of the last bag.</summary>
    public bool IncludeLastOffset { get; }

    /// <summary>(count, size).</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    public override string Description => $"EmbeddingBag({Weight.Shape[0]} → {Weight.Shape[1]}, {Mode.ToString().ToLowerInvariant()})";

    /// <summary>Bags as rows, or as stretches; weights of samples are for sums.</summary>
    public Tensor Call(Tensor indices, Tensor? offsets = null, Tensor? weights = null) => Call((indices, offsets, weights));

    /// <inheritdoc/>
    protected override Tensor Forward((Tensor Indices, Tensor? Offsets, Tensor? Weights) input) =>
        input.Indices.EmbeddingBag(Weight, input.Offsets, Mode, input.Weights, PaddingIndex, IncludeLastOffset);
}
