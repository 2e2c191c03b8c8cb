namespace Athanor.Nn;

/// <summary>Groups of channels normalised, each instance by itself (Wu and He 2018); (N, C, …).</summary>
[Module]
public sealed partial class GroupNorm : Layer
{
    /// <summary>A layer of the given groups.</summary>
    /// <param name="groups">How many groups.</param>
    /// <param name="channels">How many channels, divisible by the groups.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="affine">Whether a weight and a bias are learned.</param>
    /// <exception cref="TensorException">The groups do not divide the channels.</exception>
    public GroupNorm(int groups, int channels, double eps = 1e-5, bool affine = true)
    {
        if (groups < 1 || channels % groups != 0)
            throw new TensorException("group_norm", $"{channels} channels cannot be divided into {groups} groups");
        (Groups, Channels, Eps) = (groups, channels, eps);
        Weight = affine ? new Parameter(Init.Ones([channels])) : null;
        Bias = affine ? new Parameter(Init.Zeros([channels])) : null;
    }

    /// <summary>How many groups.</summary>
    public int Groups { get; }

    /// <summary>How many channels.</summary>
    public int Channels { get; }

    /// <summary>Added to the variance.</summary>
    public double Eps { get; }

    /// <summary>(channels), or null.</summary>
    public Parameter? Weight { get; }

    /// <summary>(channels), or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"GroupNorm({Channels} in {Groups})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        if (input.Rank < 2 || input.Shape[1] != Channels)
            throw new TensorException("group_norm", $"expected (N, {Channels}, …), got shape {input.Shape}");
        return input.GroupNorm(Groups, Weight, Bias, Eps);
    }
}
