namespace Athanor.Nn;

/// <summary>The weights and options that transposed convolutions share; see <see cref="ConvTranspose2d"/>.</summary>
[Module]
public abstract partial class TransposedConvolution : Layer, IWeightedLayer
{
    private readonly int _rank;

    private protected TransposedConvolution(
        int rank, int inChannels, int outChannels, Spatial kernel, Spatial stride, Spatial padding, Spatial outputPadding, int groups,
        bool bias,
        Spatial dilation)
    {
        string op = $"conv_transpose{rank}d";
        if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0)
            throw new TensorException(op, $"expected channels that {groups} groups divide, got {inChannels} in and {outChannels} out");
        (_rank, InChannels, OutChannels, Groups) = (rank, inChannels, outChannels, groups);
        Kernel = Layers.All(kernel, rank, 0, op, "kernel");
        Stride = Layers.All(stride, rank, 1, op, "stride");
        Padding = Layers.All(padding, rank, 0, op, "padding");
        OutputPadding = Layers.All(outputPadding, rank, 0, op, "output padding");
        Dilation = Layers.All(dilation, rank, 1, op, "dilation");
        Weight = new Parameter(Init.KaimingUniform([inChannels, outChannels / groups, .. Kernel], slope: Math.Sqrt(5)));
        double bound = 1 / Math.Sqrt(Math.Max(Init.Fans(Weight.Shape).In, 1));
        Bias = bias ? new Parameter(Init.Uniform([outChannels], -bound, bound)) : null;
    }

    /// <summary>Channels that come in.</summary>
    public int InChannels { get; }

    /// <summary>Channels that go out.</summary>
    public int OutChannels { get; }

    /// <summary>The kernel's sizes.</summary>
    public Spatial Kernel { get; }

    /// <summary>How far inputs lie apart in the output.</summary>
    public Spatial Stride { get; }

    /// <summary>What is cut off around the output.</summary>
    public Spatial Padding { get; }

    /// <summary>What is added to one side of the output.</summary>
    public Spatial OutputPadding { get; }

    /// <summary>Steps between the kernel's elements.</summary>
    public Spatial Dilation { get; }

    /// <summary>How many parts the channels are divided into.</summary>
    public int Groups { get; }

    /// <summary>(in, out / groups, kernel…).</summary>
    public Parameter Weight { get; }

    /// <summary>(out), or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name}({InChannels} → {OutChannels}, kernel {Layers.Short(Kernel)}{Layers.Unless(Stride, 1, "stride")}"
        + $"{Layers.Unless(Padding, 0, "padding")}{Layers.Unless(OutputPadding, 0, "output padding")}{Layers.Unless(Dilation, 1, "dilation")}"
        + $"{(Groups == 1 ? "" : $", groups {Groups}")}{(Bias is null ? ", no bias" : "")})";

    int IWeightedLayer.OutputDim => 1;

    /// <inheritdoc/>
    public Tensor ForwardWith(Tensor input, Tensor weight)
    {
        int channels = input.Rank == _rank + 1 ? 0 : 1;
        if (input.Rank > channels && input.Shape[channels] != InChannels)
            throw new TensorException(
                $"conv_transpose{_rank}d", $"expected {InChannels} channels, got {input.Shape[channels]} in {input.Shape}");
        return input.ConvTranspose(weight, Bias, Stride, Padding, OutputPadding, Groups, Dilation);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => ForwardWith(input, Weight);
}
