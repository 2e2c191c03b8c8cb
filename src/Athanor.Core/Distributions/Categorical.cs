namespace Athanor.Distributions;

/// <summary>One of k classes, an int64; the parameters' last dimension is the classes'.</summary>
public sealed class Categorical : Distribution
{
    /// <summary>Of logits, the logarithms of probabilities up to a constant.</summary>
    /// <exception cref="TensorException">The logits are a scalar.</exception>
    public Categorical(Tensor logits)
        : base(logits.Rank > 0 ? logits.Shape[..^1]
            : throw new TensorException(nameof(Categorical), "the logits need a dimension of classes, got a scalar")) =>
        Logits = logits - logits.LogSumExp(-1, keepDim: true);

    /// <summary>The logarithms of the probabilities.</summary>
    public Tensor Logits { get; }

    /// <summary>The probabilities.</summary>
    public Tensor Probs => Logits.Exp();

    /// <inheritdoc/>
    public override bool HasRSample => false;

    /// <summary>NaN: classes have no mean.</summary>
    public override Tensor Mean => Tensor.Full(Logits.Spec.With(BatchShape), double.NaN);

    /// <summary>NaN: classes have no variance.</summary>
    public override Tensor Variance => Mean;

    /// <summary>Of probabilities, which need not sum to 1.</summary>
    public static Categorical FromProbs(Tensor probs) => new(probs.Log());

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value)
    {
        Shape batch = Shape.Broadcast(value.Shape, BatchShape, nameof(Categorical));
        return Logits.Expand([.. batch, Logits.Shape[^1]]).Gather(-1, value.To(DType.Int64).Expand(batch).Unsqueeze(-1)).Squeeze(-1);
    }

    /// <inheritdoc/>
    public override Tensor Entropy() => -(Probs * Tensor.Where(Probs > 0.0, Logits, Logits.Detach().NanToNum() * 0.0)).Sum(-1);

    /// <summary>The class of the largest logit plus Gumbel noise (Gumbel 1954).</summary>
    private protected override Tensor Draw(Shape shape, RandomSource? random) =>
        (Logits - (-Uniforms([.. shape, Logits.Shape[^1]], Logits, random).Log()).Log()).ArgMax(-1);
}
