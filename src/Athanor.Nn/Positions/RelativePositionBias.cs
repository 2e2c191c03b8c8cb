namespace Athanor.Nn;

/// <summary>
/// A learned number for each head and bucket of distances, to add to scores (T5, Raffel et al. 2020): near distances have buckets of their
/// own, far ones share them logarithmically.
/// </summary>
[Module]
public sealed partial class RelativePositionBias : Module<(int Targets, int Sources), Tensor>
{
    /// <summary>A table of the given size.</summary>
    /// <param name="heads">How many heads.</param>
    /// <param name="buckets">How many buckets.</param>
    /// <param name="maxDistance">From where on all distances share the last bucket.</param>
    /// <param name="bidirectional">Whether both directions have their buckets (encoder) or what follows counts as distance 0
    /// (decoder).</param>
    public RelativePositionBias(int heads, int buckets = 32, int maxDistance = 128, bool bidirectional = true)
    {
        (Buckets, MaxDistance, Bidirectional) = (buckets, maxDistance, bidirectional);
        RelativeAttentionBias = new Embedding(buckets, heads);
    }

    /// <summary>How many buckets.</summary>
    public int Buckets { get; }

    /// <summary>From where on all distances share the last bucket.</summary>
    public int MaxDistance { get; }

    /// <summary>Whether both directions have their buckets.</summary>
    public bool Bidirectional { get; }

    /// <summary>(buckets, heads).</summary>
    public Embedding RelativeAttentionBias { get; }

    /// <inheritdoc/>
    protected override Tensor Forward((int Targets, int Sources) input)
    {
        var index = new long[input.Targets * input.Sources];
        for (int t = 0; t < input.Targets; t++)
            for (int s = 0; s < input.Sources; s++)
                index[t * input.Sources + s] = BucketOf(s - t);
        using Defaults.Restore device = Defaults.On(RelativeAttentionBias.Weight.Device);
        return RelativeAttentionBias.Call(Tensor.From(index, input.Targets, input.Sources)).Permute(2, 0, 1);
    }

    /// <summary>The bucket of a source's place less the target's.</summary>
    public int BucketOf(int relative)
    {
        int count = Buckets, first = 0, distance = -relative;
        if (Bidirectional)
        {
            count /= 2;
            first = relative > 0 ? count : 0;
            distance = Math.Abs(relative);
        }
        distance = Math.Max(distance, 0);
        int exact = count / 2;
        if (distance < exact)
            return first + distance;
        // In float32 as the reference computes it, so that borders fall alike.
        float share = MathF.Log((float)distance / exact) / (float)Math.Log((double)MaxDistance / exact) * (count - exact);
        return first + Math.Min(exact + (int)share, count - 1);
    }
}
