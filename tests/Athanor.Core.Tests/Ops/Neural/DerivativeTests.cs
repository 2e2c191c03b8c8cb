namespace Athanor.Tests.Ops.Neural;

/// <summary>First and second derivatives of the neural operators.</summary>
public sealed class DerivativeTests
{
    private static readonly Tensor _labels = Tensor.From([2L, 0, -100, 3]).Keep();

    public static TheoryData<string> Names => [.. _cases.Keys];

    private static readonly Dictionary<string, (Func<Tensor[], Tensor> Run, Shape[] Shapes)> _cases = new()
    {
        ["conv1d"] = (t => t[0].Conv1d(t[1], t[2], 2, 1, 2), [[2, 3, 9], [4, 3, 3], [4]]),
        ["conv2d"] = (t => t[0].Conv2d(t[1], t[2], (2, 1), (1, 2), (1, 2)), [[2, 3, 6, 7], [4, 3, 3, 2], [4]]),
        ["conv2d groups"] = (t => t[0].Conv2d(t[1], padding: 1, groups: 2), [[2, 4, 5, 5], [6, 2, 3, 3]]),
        ["conv2d same"] = (t => t[0].ConvSame(t[1]), [[2, 2, 5, 6], [3, 2, 2, 4]]),
        ["conv3d"] = (t => t[0].Conv3d(t[1], t[2], padding: 1), [[1, 2, 4, 3, 5], [2, 2, 3, 2, 3], [2]]),
        ["conv_transpose2d"] = (t => t[0].ConvTranspose2d(t[1], t[2], 3, 1, 2, 2), [[2, 4, 3, 4], [4, 2, 3, 3], [4]]),
        ["max_pool2d pairs"] = (t => t[0].MaxPool2d(2), [[2, 3, 6, 7]]),
        ["max_pool2d"] = (t => t[0].MaxPool2d(3, 2, 1), [[2, 3, 7, 6]]),
        ["avg_pool2d"] = (t => t[0].AvgPool2d(3, 2, 1, countIncludePad: false), [[2, 3, 7, 6]]),
        ["adaptive_avg_pool2d"] = (t => t[0].AdaptiveAvgPool2d((3, 2)), [[2, 3, 7, 5]]),
        ["adaptive_max_pool3d"] = (t => t[0].AdaptiveMaxPool3d(2), [[1, 2, 3, 5, 4]]),
        ["softmax"] = (t => t[0].Softmax(-1), [[3, 21]]),
        ["softmax columns"] = (t => t[0].Softmax(1), [[2, 5, 19]]),
        ["log_softmax"] = (t => t[0].LogSoftmax(-1), [[3, 21]]),
        ["layer_norm"] = (t => t[0].LayerNorm([19], t[1], t[2]), [[5, 19], [19], [19]]),
        ["layer_norm plain"] = (t => t[0].LayerNorm([3, 7]), [[5, 3, 7]]),
        ["rms_norm"] = (t => t[0].RmsNorm([19], t[1]), [[5, 19], [19]]),
        ["group_norm"] = (t => t[0].GroupNorm(2, t[1], t[2]), [[3, 4, 3, 3], [4], [4]]),
        ["group_norm of a bias"] = (t => t[0].GroupNorm(2, null, t[1]), [[3, 4, 3, 3], [4]]),
        ["instance_norm"] = (t => t[0].InstanceNorm(), [[2, 3, 4, 5]]),
        ["batch_norm"] = (t => t[0].BatchNorm(null, null, t[1], t[2], training: true), [[3, 4, 3, 3], [4], [4]]),
        ["batch_norm rows"] = (t => t[0].BatchNorm(null, null, t[1], t[2], training: true), [[7, 4], [4], [4]]),
        ["local_response_norm"] = (t => t[0].LocalResponseNorm(3, 0.5), [[2, 5, 3, 3]]),
        ["cross_entropy"] = (t => t[0].CrossEntropy(_labels), [[4, 19]]),
        ["cross_entropy smooth"] = (t => t[0].CrossEntropy(_labels, labelSmoothing: 0.1, reduction: Reduction.None), [[4, 19]]),
        ["cross_entropy weighted"] = (t => t[0].CrossEntropy(_labels, Tensor.From([0.5, 1, 2, 0.25, 3]), labelSmoothing: 0.1), [[4, 5]]),
        ["pad reflect"] = (t => t[0].Pad([2, 1, 0, 2], PadMode.Reflect), [[2, 3, 4]]),
        ["pad circular"] = (t => t[0].Pad([2, 1, -1, 2], PadMode.Circular), [[2, 3, 4]]),
        ["interpolate"] = (t => t[0].Interpolate((7, 3), InterpolateMode.Bicubic, antialias: true), [[1, 2, 5, 6]]),
        ["grid_sample"] = (t => t[0].GridSample(t[1] * 0.9), [[2, 3, 5, 6], [2, 3, 4, 2]]),
        ["unfold"] = (t => t[0].Unfold2d(3, 2, 1, 2), [[2, 2, 7, 8]]),
        ["fold"] = (t => t[0].Fold((5, 4), 2, padding: 1), [[2, 8, 30]]),
        ["attention"] = (t => t[0].ScaledDotProductAttention(t[1], t[2], isCausal: true), [[2, 3, 4], [2, 5, 4], [2, 5, 3]]),
        ["attention groups"] = (t => t[0].ScaledDotProductAttention(t[1], t[2], enableGqa: true), [[4, 3, 4], [2, 5, 4], [2, 5, 3]]),
        ["triplet"] = (t => t[0].TripletMarginLoss(t[1], t[2], 4), [[3, 5], [3, 5], [3, 5]]),
        ["gaussian_nll"] = (t => t[0].GaussianNllLoss(t[1], t[2].Square() + 0.1), [[3, 5], [3, 5], [3, 5]]),
        ["focal"] = (t => t[0].SigmoidFocalLoss(t[1].Sigmoid()), [[3, 5], [3, 5]]),
        ["focal classes"] = (t => t[0].SoftmaxFocalLoss(_labels), [[4, 5]]),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreeWithDifferences(string name) => GradCheck.Run(_cases[name].Run, _cases[name].Shapes);

    /// <summary>Unpooling is its own case: its indices come from pooling.</summary>
    [Fact]
    public void UnpoolingAgreesWithDifferences()
    {
        using TensorScope scope = TensorScope.Begin("test");
        (_, Tensor indices) = GradCheck.Random([2, 3, 6, 6], 5).MaxPool2dWithIndices(2);
        GradCheck.Run(t => t[0].MaxUnpool2d(indices, 2), [[2, 3, 3, 3]]);
    }

    /// <summary>The fused gradient and the one made of operations are one gradient.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void FusedAndComposedGradientsAgree(string name)
    {
        using TensorScope scope = TensorScope.Begin("test");
        (Func<Tensor[], Tensor> run, Shape[] shapes) = _cases[name];
        Tensor[] inputs = [.. shapes.Select((shape, i) => GradCheck.Random(shape, 3 + (ulong)i))];
        foreach (Tensor input in inputs)
            input.RequiresGrad = true;
        Tensor[] fused = Athanor.Autograd.Gradients.Of(run(inputs).Square().Sum(), inputs);
        Tensor[] composed = Athanor.Autograd.Gradients.Of(run(inputs).Square().Sum(), inputs, createGraph: true);
        for (int i = 0; i < fused.Length; i++)
            Assert.True((fused[i] - composed[i]).Abs().Max().Item() < 1e-10, $"input {i}");
    }
}
