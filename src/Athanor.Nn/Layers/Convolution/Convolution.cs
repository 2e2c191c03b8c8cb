namespace Athanor.Nn;

/// <summary>How much stands around the input of a convolution: numbers, or as much as keeps the size (<see cref="Same"/>).</summary>
public readonly record struct Padding
{
    /// <summary>So much on both sides that the output has the input's size; for stride 1.</summary>
    public static Padding Same { get; } = new() { IsSame = true };

    /// <summary>The numbers, one for each dimension or one for all.</summary>
    public Spatial Sizes { get; private init; }

    /// <summary>Whether the size is kept.</summary>
    public bool IsSame { get; private init; }

    /// <summary>One number for every dimension.</summary>
    public static implicit operator Padding(int size) => new() { Sizes = size };

    /// <summary>One number for each of two dimensions.</summary>
    public static implicit operator Padding((int H, int W) sizes) => new() { Sizes = sizes };

    /// <summary>One number for each of three dimensions.</summary>
    public static implicit operator Padding((int D, int H, int W) sizes) => new() { Sizes = sizes };

    /// <summary>One number for each dimension.</summary>
    public static implicit operator Padding(Spatial sizes) => new() { Sizes = sizes };

    /// <inheritdoc/>
    public override string ToString() => IsSame ? "same" : Sizes.ToString();
}

/// <summary>The weights and options that convolutions of one to three spatial dimensions share; see <see cref="Conv2d"/>.</summary>
[Module]
public abstract partial class Convolution : Layer, IWeightedLayer
{
    private readonly int _rank;

    private protected Convolution(
        int rank, int inChannels, int outChannels, Spatial kernel, Spatial stride, Padding padding, Spatial dilation, int groups,
        bool bias, PadMode mode)
    {
        string op = $"conv{rank}d";
        if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0)
            throw new TensorException(op, $"expected channels that {groups} groups divide, got {inChannels} in and {outChannels} out");
        (_rank, InChannels, OutChannels, Groups, PaddingMode) = (rank, inChannels, outChannels, groups, mode);
        Kernel = Layers.All(kernel, rank, 0, op, "kernel");
        Stride = Layers.All(stride, rank, 1, op, "stride");
        Dilation = Layers.All(dilation, rank, 1, op, "dilation");
        Padding = padding.IsSame ? padding : Layers.All(padding.Sizes, rank, 0, op, "padding");
        if (padding.IsSame)
            foreach (int step in Stride)
                if (step != 1)
                    throw new TensorException(op, $"padding that keeps the size needs stride 1, got {Stride}");
        Weight = new Parameter(Init.KaimingUniform([outChannels, inChannels / groups, .. Kernel], slope: Math.Sqrt(5)));
        double bound = 1 / Math.Sqrt(Math.Max(Init.Fans(Weight.Shape).In, 1));
        Bias = bias ? new Parameter(Init.Uniform([outChannels], -bound, bound)) : null;
    }

    /// <summary>Channels that come in.</summary>
    public int InChannels { get; }

    /// <summary>Channels that go out.</summary>
    public int OutChannels { get; }

    /// <summary>The kernel's sizes.</summary>
    public Spatial Kernel { get; }

    /// <summary>Steps from one output to the next.</summary>
    public Spatial Stride { get; }

    /// <summary>What stands around the input.</summary>
    public Padding Padding { get; }

    /// <summary>Steps between the kernel's elements.</summary>
    public Spatial Dilation { get; }

    /// <summary>How many parts the channels are divided into, each with its own kernels.</summary>
    public int Groups { get; }

    /// <summary>What the padding is filled with.</summary>
    public PadMode PaddingMode { get; }

    /// <summary>(out, in / groups, kernel…).</summary>
    public Parameter Weight { get; }

    /// <summary>(out), or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name}({InChannels} → {OutChannels}, kernel {Layers.Short(Kernel)}{Layers.Unless(Stride, 1, "stride")}"
        + $"{(Padding.IsSame ? ", padding same" : Layers.Unless(Padding.Sizes, 0, "padding"))}{Layers.Unless(Dilation, 1, "dilation")}"
        + $"{(Groups == 1 ? "" : $", groups {Groups}")}{(Bias is null ? ", no bias" : "")}"
        + $"{(PaddingMode == PadMode.Constant ? "" : $", {PaddingMode.ToString().ToLowerInvariant()}")})";

    /// <summary>The weight that the input is convolved with; variants derive theirs from <see cref="Weight"/>.</summary>
    private protected virtual Tensor EffectiveWeight => Weight;

    int IWeightedLayer.OutputDim => 0;

    /// <inheritdoc/>
    public Tensor ForwardWith(Tensor input, Tensor weight)
    {
        int channels = input.Rank == _rank + 1 ? 0 : 1;
        if (input.Rank != _rank + 1 && input.Rank != _rank + 2)
            throw new TensorException(
                $"conv{_rank}d", $"expected (N, {InChannels}, {_rank} sizes) or the same without N, got shape {input.Shape}");
        if (input.Shape[channels] != InChannels)
            throw new TensorException($"conv{_rank}d", $"expected {InChannels} channels, got {input.Shape[channels]} in {input.Shape}");
        if (PaddingMode == PadMode.Constant)
            return Padding.IsSame
                ? input.ConvSame(weight, Bias, Dilation, Groups)
                : input.Conv(weight, Bias, Stride, Padding.Sizes, Dilation, Groups);
        // The last dimension comes first in the list of paddings.
        Span<int> around = stackalloc int[2 * _rank];
        for (int i = 0; i < _rank; i++)
        {
            int dim = _rank - 1 - i, total = Padding.IsSame ? Dilation[dim] * (Kernel[dim] - 1) : 2 * Padding.Sizes[dim];
            (around[2 * i], around[2 * i + 1]) = (total / 2, total - total / 2);
        }
        input = input.Pad(around, PaddingMode);
        return input.Conv(weight, Bias, Stride, 0, Dilation, Groups);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => ForwardWith(input, EffectiveWeight);
}
