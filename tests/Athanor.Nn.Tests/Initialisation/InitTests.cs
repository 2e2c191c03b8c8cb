namespace Athanor.Nn.Tests.Initialisation;

public sealed class InitTests
{
    public static TheoryData<string, double> Deviations() => new()
    {
        { "xavier_uniform", Math.Sqrt(2.0 / 500) }, { "xavier_normal", Math.Sqrt(2.0 / 500) }, { "kaiming_uniform", Math.Sqrt(2.0 / 300) },
        { "kaiming_normal", Math.Sqrt(2.0 / 200) }, { "siren", 1 / 30.0 * Math.Sqrt(2.0 / 300) }, { "truncated", 0.8131 },
    };

    [Theory]
    [MemberData(nameof(Deviations))]
    public void Deviations_are_the_papers(string name, double deviation)
    {
        RandomSource.Default.SetSeed(1);
        Tensor w = name switch
        {
            "xavier_uniform" => Init.XavierUniform([200, 300]),
            "xavier_normal" => Init.XavierNormal([200, 300]),
            "kaiming_uniform" => Init.KaimingUniform([200, 300]),
            "kaiming_normal" => Init.KaimingNormal([200, 300], fanOut: true),
            "siren" => Init.Siren([200, 300]),
            _ => Init.TruncatedNormal([200, 300], 0, 1, -1.5, 2),
        };
        double mean = name == "truncated" ? 0.0828 : 0;
        Assert.Equal(deviation, w.Std().Item(), deviation * 0.02);
        Assert.Equal(mean, w.Mean().Item(), deviation * 0.02);
        if (name == "truncated")
            Assert.True(w.Min().Item() >= -1.5 && w.Max().Item() <= 2);
    }

    [Theory]
    [InlineData(5, 9)]
    [InlineData(9, 5)]
    public void Orthogonal_is(int rows, int columns)
    {
        using Defaults.Restore type = Defaults.With(DType.Float64);
        Tensor w = Init.Orthogonal([rows, columns], gain: 2);
        Tensor product = rows < columns ? w.MatMul(w.MT) : w.MT.MatMul(w);
        Golden.Close((Tensor.Eye(5) * 4).ToArray<double>(), product.ToArray<double>(), 1e-12);
    }

    [Fact]
    public void Dirac_hands_through()
    {
        var conv = new Conv2d(4, 4, 3, padding: 1, groups: 2, bias: false);
        using (Autograd.GradMode.NoGrad())
            conv.Weight.CopyFrom(Init.Dirac(conv.Weight.Shape, groups: 2));
        Tensor x = Tensor.RandN([2, 4, 5, 5]);
        Assert.Equal(x.ToArray<float>(), conv.Call(x).ToArray<float>());
    }

    [Fact]
    public void Sparse_leaves_out_a_share_of_each_column()
    {
        Tensor zeros = Init.Sparse([10, 6], 0.35).EqualTo(0).To(DType.Int64).Sum(0);
        Assert.All(zeros.ToArray<long>(), z => Assert.Equal(4, z));
    }

    [Fact]
    public void Nothing_is_drawn_on_the_meta_device()
    {
        ulong before = RandomSource.Default.Offset;
        using Defaults.Restore meta = Defaults.On(Device.Meta);
        Module[] modules =
        [
            new Transformer(), new Lstm(512, 512), new ConvTranspose3d(64, 64, 3), new Embedding(50000, 512, 0), new BatchNorm2d(64), new EmbeddingBag(9, 9),
            new SpectralNorm(new Linear(512, 512)), new WeightNorm(new Conv1d(64, 64, 3)), new SirenLayer(64, 64), new Bilinear(64, 64, 64), new PRelu(8),
        ];
        Assert.Equal(before, RandomSource.Default.Offset);
        Assert.All(modules, m => Assert.All(m.StateDict(), p => Assert.Equal(DeviceKind.Meta, p.Value.Device.Kind)));
    }
}
