namespace Athanor.Tests.Ops.Neural;

/// <summary>What the neural operators do beside the numbers that golden cases hold.</summary>
public sealed class NeuralOperatorTests : IDisposable
{
    private readonly TensorScope _scope = TensorScope.Begin("test");

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Names => [.. _cases.Keys];

    private static readonly Dictionary<string, Func<Tensor, Tensor>> _cases = new()
    {
        ["conv"] = x => x.Conv2d(Weight([6, 4, 3, 3]).To(x.DType).To(x.Device), padding: 1),
        ["conv_transpose"] = x => x.ConvTranspose2d(Weight([4, 3, 3, 3]).To(x.DType).To(x.Device), stride: 2),
        ["max_pool"] = x => x.MaxPool2d(2),
        ["avg_pool"] = x => x.AvgPool2d(3, 2, 1),
        ["lp_pool"] = x => x.LpPool2d(2, 2),
        ["softmax"] = x => x.Softmax(1),
        ["log_softmax"] = x => x.LogSoftmax(-1),
        ["layer_norm"] = x => x.LayerNorm([9, 17]),
        ["rms_norm"] = x => x.RmsNorm([17], eps: 1e-5),
        ["group_norm"] = x => x.GroupNorm(2),
        ["batch_norm"] = x => x.BatchNorm(null, null, training: true),
        ["pad"] = x => x.Pad([1, 2, 0, 3], PadMode.Replicate),
        ["interpolate"] = x => x.InterpolateBy(1.5, InterpolateMode.Linear),
        ["pixel_unshuffle"] = x => x.Narrow(2, 0, 8).Narrow(3, 0, 16).PixelUnshuffle(2),
        ["unfold"] = x => x.Unfold2d(3),
        ["normalize"] = x => x.Normalize(),
        ["attention"] = x => x.ScaledDotProductAttention(x, x, isCausal: true),
    };

    /// <summary>Few bits, so that all types hold the same weights.</summary>
    private static Tensor Weight(Shape shape) => (GradCheck.Random(shape, 2) * 8).Round() / 8;

    [Theory]
    [MemberData(nameof(Names))]
    public void HalfPrecisionIsFloat32RoundedOnce(string name)
    {
        Tensor x = GradCheck.Random([2, 4, 9, 17], 3);
        foreach (DType dtype in new[] { DType.BFloat16, DType.Float16 })
        {
            Tensor y = _cases[name](x.To(dtype)), wide = _cases[name](x.To(dtype).To(DType.Float32));
            Assert.Equal(dtype, y.DType);
            Tensor error = (y.To(DType.Float32) - wide).Abs() / (wide.Abs() + 0.05);
            Assert.True(error.Max().Item() < (dtype == DType.BFloat16 ? 0.04 : 0.005), $"{dtype}: {error.Max().Item()}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void StridedInputsGiveTheSame(string name)
    {
        Tensor x = GradCheck.Random([2, 4, 9, 17], 3), strided = x.Transpose(1, 3).Contiguous().Transpose(1, 3);
        Assert.False(strided.IsContiguous);
        Assert.Equal(_cases[name](x).ToArray<double>(), _cases[name](strided).ToArray<double>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ShapesAreInferredWithoutMemory(string name)
    {
        Tensor x = GradCheck.Random([2, 4, 9, 17], 3);
        Tensor meta = _cases[name](Tensor.Zeros(x.Spec with { Device = Device.Meta }));
        Assert.Equal(_cases[name](x).Spec with { Device = Device.Meta }, meta.Spec);
    }

    [Fact]
    public void WrongLabelsAreNamed()
    {
        var error = Assert.Throws<TensorException>(() => Tensor.Zeros(2, 5).CrossEntropy(Tensor.From([1L, 7])));
        Assert.Contains("label 7 is out of range for 5 classes", error.Message);
        Assert.Equal(Math.Log(5), Tensor.Zeros(2, 5).CrossEntropy(Tensor.From([1L, 7]), ignoreIndex: 7).Item(), 1e-6);
    }

    [Fact]
    public void WrongChannelsAreNamed()
    {
        var error = Assert.Throws<TensorException>(() => Tensor.Zeros(8, 32, 5, 5).Conv2d(Tensor.Zeros(16, 64, 3, 3)));
        Assert.Contains("expected 64 channels", error.Message);
        Assert.Contains("got 32", error.Message);
    }

    [Fact]
    public void UnbatchedIsABatchOfOne()
    {
        Tensor x = GradCheck.Random([4, 9, 17], 3), w = GradCheck.Random([6, 4, 3, 3], 4);
        Assert.Equal(x.Unsqueeze(0).Conv2d(w).Squeeze(0).ToArray<double>(), x.Conv2d(w).ToArray<double>());
        Assert.Equal(new Shape(4, 4, 8), x.MaxPool2d(2).Shape);
    }

    [Fact]
    public void MaxPoolingKeepsNaN()
    {
        float nan = float.NaN;
        Tensor x = Tensor.From([1, nan, 2, 3, 4, 5, 6, nan], 1, 2, 4);
        Assert.Equal([nan, nan], x.MaxPool2d(2).ToArray<float>());
        Assert.Equal([nan, nan], x.MaxPool2d(2, padding: 0, dilation: 1, ceilMode: true).ToArray<float>());
    }

    [Fact]
    public void RunningStatisticsMoveTowardTheBatch()
    {
        Tensor x = GradCheck.Random([4, 3, 5, 5], 8, 1, 3), mean = Tensor.Zeros([3], DType.Float64), variance = Tensor.Ones([3], DType.Float64);
        x.BatchNorm(mean, variance, training: true, momentum: 0.25);
        Tensor expectedMean = x.Mean([0, 2, 3]) * 0.25, expectedVariance = x.Var([0, 2, 3]) * 0.25 + 0.75;
        Assert.True((mean - expectedMean).Abs().Max().Item() < 1e-12);
        Assert.True((variance - expectedVariance).Abs().Max().Item() < 1e-12);
    }

    [Fact]
    public void BatchNormByRunningStatisticsIsOnePassOrComposed()
    {
        Tensor x = GradCheck.Random([4, 3, 5, 5], 8), mean = GradCheck.Random([3], 1), variance = GradCheck.Random([3], 2, 0.5, 1.5);
        Tensor w = GradCheck.Random([3], 3), b = GradCheck.Random([3], 4);
        Tensor folded = x.BatchNorm(mean, variance, w, b);
        Tensor leaf = x.Clone();
        leaf.RequiresGrad = true;
        Assert.True((folded - leaf.BatchNorm(mean, variance, w, b)).Abs().Max().Item() < 1e-12);
    }

    [Fact]
    public void DropoutKeepsTheMean()
    {
        Tensor x = Tensor.Ones(64, 100, 10);
        Tensor y = x.Dropout(0.3, random: new RandomSource(5));
        Assert.Equal(1, y.Mean().Item(), 0.02);
        Assert.Equal(0.3, y.EqualTo(0).To(DType.Float32).Mean().Item(), 0.01);
        Assert.Same(x, x.Dropout(0.3, training: false));
        Tensor channels = x.FeatureDropout(0.3, random: new RandomSource(5)).EqualTo(0).To(DType.Float32).Mean(-1);
        Assert.True(channels.EqualTo(0).LogicalOr(channels.EqualTo(1)).All().Item() == 1);
        Tensor normal = Tensor.RandN([200000], random: new RandomSource(6)).AlphaDropout(0.2, random: new RandomSource(7));
        Assert.Equal(0, normal.Mean().Item(), 0.02);
        Assert.Equal(1, normal.Std().Item(), 0.02);
    }

    [Fact]
    public void APaddingRowGetsNoGradient()
    {
        Tensor table = GradCheck.Random([5, 3], 1);
        table.RequiresGrad = true;
        Tensor indices = Tensor.From([1L, 4, 1, 2], 2, 2);
        indices.Embedding(table, paddingIndex: -1).Sum().Backward();
        Assert.Equal([0, 0, 0, 2, 2, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0], table.Grad!.ToArray<double>());
        Assert.Contains("index 9 is out of range for a table of 5 rows", Assert.Throws<TensorException>(() => Tensor.From([9L]).Embedding(table)).Message);
    }

    [Fact]
    public void AQueryThatSeesNothingGetsZeros()
    {
        Tensor q = GradCheck.Random([2, 3], 1), k = GradCheck.Random([2, 3], 2);
        q.RequiresGrad = true;
        Tensor mask = Tensor.From([true, false, false, false], 2, 2);
        Tensor y = q.ScaledDotProductAttention(k, k, mask);
        y.Sum().Backward();
        Assert.Equal(0, y.Select(0, 1).Abs().Max().Item());
        Assert.Equal(0, q.Grad!.IsNaN().Any().Item());
    }

    [Fact]
    public void FoldUndoesUnfoldWhereWindowsDoNotOverlap()
    {
        Tensor x = GradCheck.Random([2, 3, 6, 8], 1);
        Assert.Equal(x.ToArray<double>(), x.Unfold2d(2, stride: 2).Fold((6, 8), 2, stride: 2).ToArray<double>());
        Assert.Equal(x.ToArray<double>(), x.PixelUnshuffle(2).PixelShuffle(2).ToArray<double>());
    }
}
