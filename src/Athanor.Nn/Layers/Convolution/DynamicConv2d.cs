namespace Athanor.Nn;

/// <summary>
/// A convolution whose kernel is, for each image, a mixture of several, weighed by attention over what the whole image holds (Chen et al. 2020):
/// (N, C, H, W).
/// </summary>
[Module]
public sealed partial class DynamicConv2d : Layer
{
    /// <summary>A layer of <paramref name="kernels"/> sets of <paramref name="outChannels"/> kernels, each initialised as <see cref="Conv2d"/>.</summary>
    /// <param name="inChannels">Channels that come in.</param>
    /// <param name="outChannels">Channels that go out.</param>
    /// <param name="kernel">The kernel's sizes.</param>
    /// <param name="stride">Steps from one output to the next; 1 if left out.</param>
    /// <param name="padding">Zeros around the input.</param>
    /// <param name="dilation">Steps between the kernel's elements; 1 if left out.</param>
    /// <param name="groups">How many parts the channels are divided into.</param>
    /// <param name="bias">Whether a number is added to each channel.</param>
    /// <param name="kernels">How many sets are mixed.</param>
    /// <param name="squeeze">What the channels are divided by inside the attention.</param>
    /// <param name="temperature">What the attention's logits are divided by; high at first, so that all kernels learn.</param>
    /// <exception cref="TensorException">The groups do not divide the channels, or a size does not fit.</exception>
    public DynamicConv2d(
        int inChannels, int outChannels, Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial dilation = default,
        int groups = 1, bool bias = true, int kernels = 4, int squeeze = 4, double temperature = 30)
    {
        const string op = "dynamic_conv2d";
        if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0)
            throw new TensorException(op, $"expected channels that {groups} groups divide, got {inChannels} in and {outChannels} out");
        if (kernels < 1 || squeeze < 1)
            throw new TensorException(op, $"expected at least one kernel and a squeeze of at least 1, got {kernels} and {squeeze}");
        (Groups, Temperature) = (groups, temperature);
        Kernel = Layers.All(kernel, 2, 0, op, "kernel");
        Stride = Layers.All(stride, 2, 1, op, "stride");
        Padding = Layers.All(padding, 2, 0, op, "padding");
        Dilation = Layers.All(dilation, 2, 1, op, "dilation");
        Shape one = [outChannels, inChannels / groups, .. Kernel];
        double fan = Math.Max(Init.Fans(one).In, 1), bound = 1 / Math.Sqrt(fan);
        Weight = new Parameter(Init.Uniform([kernels, .. one.Dims], -bound, bound));
        Bias = bias ? new Parameter(Init.Uniform([kernels, outChannels], -bound, bound)) : null;
        int hidden = Math.Max(1, inChannels / squeeze);
        (Fc1, Fc2) = (new Linear(inChannels, hidden), new Linear(hidden, kernels));
    }

    /// <summary>How many parts the channels are divided into.</summary>
    public int Groups { get; }

    /// <summary>What the attention's logits are divided by; lower it to 1 in the first epochs.</summary>
    public double Temperature { get; set; }

    /// <summary>The kernel's sizes.</summary>
    public Spatial Kernel { get; }

    /// <summary>Steps from one output to the next.</summary>
    public Spatial Stride { get; }

    /// <summary>Zeros around the input.</summary>
    public Spatial Padding { get; }

    /// <summary>Steps between the kernel's elements.</summary>
    public Spatial Dilation { get; }

    /// <summary>(kernels, out, in / groups, kernel…).</summary>
    public Parameter Weight { get; }

    /// <summary>(kernels, out), or null.</summary>
    public Parameter? Bias { get; }

    /// <summary>The attention's first step.</summary>
    public Linear Fc1 { get; }

    /// <summary>Its second.</summary>
    public Linear Fc2 { get; }

    /// <inheritdoc/>
    public override string Description => $"DynamicConv2d({Weight.Shape[2] * Groups} → {Weight.Shape[1]}, {Weight.Shape[0]} kernels {Layers.Short(Kernel)})";

    /// <summary>The weights (N, kernels) of each image's mixture, which sum to 1.</summary>
    public Tensor Attention(Tensor input) => (Fc2.Call(Fc1.Call(input.Mean([2, 3])).Relu()) / Temperature).Softmax(1);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        if (input.Rank != 4 || input.Shape[1] != Weight.Shape[2] * Groups)
            throw new TensorException("dynamic_conv2d", $"expected (N, {Weight.Shape[2] * Groups}, H, W), got {input.Shape}");
        (int n, int outs) = (input.Shape[0], Weight.Shape[1]);
        Tensor attention = Attention(input);

        // Each image has a kernel of its own: as one image of N times as many groups they take one convolution.
        Tensor kernels = attention.MatMul(Weight.Flatten(1)).Reshape(n * outs, Weight.Shape[2], Kernel[0], Kernel[1]);
        Tensor y = input.Reshape(1, n * input.Shape[1], input.Shape[2], input.Shape[3]).Conv2d(kernels, null, Stride, Padding, Dilation, n * Groups);
        y = y.Reshape(n, outs, y.Shape[2], y.Shape[3]);
        return Bias is null ? y : y + attention.MatMul(Bias).Reshape(n, outs, 1, 1);
    }
}
