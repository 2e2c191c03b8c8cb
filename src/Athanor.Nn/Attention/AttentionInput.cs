namespace Athanor.Nn;

/// <summary>What attention is asked.</summary>
/// <param name="Query">(batch, targets, size), or (targets, batch, size) unless the layer is batch first; the batch may be left
/// out.</param>
/// <param name="Key">(batch, sources, key size), likewise.</param>
/// <param name="Value">(batch, sources, value size), likewise.</param>
public readonly record struct AttentionInput(Tensor Query, Tensor Key, Tensor Value)
{
    /// <summary>
    /// (targets, sources) or (batch · heads, targets, sources): a truth value is where nothing may be seen, numbers are added to the
    /// scores.
    /// </summary>
    public Tensor? Mask { get; init; }

    /// <summary>(batch, sources), or (sources) without a batch, likewise: sources that nobody may see.</summary>
    public Tensor? KeyPaddingMask { get; init; }

    /// <summary>Whether a target sees only sources up to its own place.</summary>
    public bool Causal { get; init; }

    /// <summary>Whether the weights are wanted too.</summary>
    public bool NeedWeights { get; init; }

    /// <summary>Whether the weights come for each head and not averaged.</summary>
    public bool PerHead { get; init; }
}
