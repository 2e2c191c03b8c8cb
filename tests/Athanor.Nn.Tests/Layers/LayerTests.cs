namespace Athanor.Nn.Tests.Layers;

public sealed class LayerTests
{
    [Fact]
    public void Descriptions_say_sizes()
    {
        Assert.Equal("Conv2d(64 → 128, kernel 3, stride 2, padding 1, no bias)", new Conv2d(64, 128, 3, 2, 1, bias: false).Description);
        Assert.Equal("Conv2d(4 → 8, kernel 3×5, padding same, groups 2)", new Conv2d(4, 8, (3, 5), padding: Padding.Same, groups: 2).Description);
        Assert.Equal("MaxPool2d(3, stride 2, padding 1)", new MaxPool2d(3, 2, 1).Description);
        Assert.Equal("LeakyRelu(0.2)", new LeakyRelu(0.2).Description);
        Assert.Equal("Upsample(×2, nearest)", Upsample.By(2).Description);
        Assert.Equal("LayerNorm(4, 7)", new LayerNorm([4, 7]).Description);
        Assert.Equal("Gelu(tanh)", new Gelu(approximate: true).Description);
    }

    [Fact]
    public void Errors_name_the_layer_and_its_place()
    {
        var model = new Sequential(new Conv2d(3, 8, 3), new Sequential(new BatchNorm2d(8), new Conv2d(64, 128, 3)));
        string message = Assert.Throws<TensorException>(() => model.Call(Tensor.Zeros(1, 3, 9, 9))).Message;
        Assert.Contains("Conv2d(64 → 128, kernel 3) 1.1", message);
        Assert.Contains("expected 64 channels, got 8 in (1, 8, 7, 7)", message);
    }

    [Fact]
    public void Batch_norm_counts_and_averages()
    {
        var norm = new BatchNorm1d(2, momentum: null);
        Tensor a = Tensor.From([1f, 2, 3, 6], 2, 2), b = Tensor.From([5f, 4, 7, 8], 2, 2);
        norm.Call(a);
        norm.Call(b);
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], norm.StateDict().Select(p => p.Key));
        Assert.Equal([4f, 5], norm.RunningMean!.ToArray<float>());
        Assert.Equal([2f, 8], norm.RunningVar!.ToArray<float>());
        Assert.Equal(2, norm.NumBatchesTracked!.ItemInt64());
        norm.Eval();
        norm.Call(a);
        Assert.Equal(2, norm.NumBatchesTracked!.ItemInt64());
    }

    [Fact]
    public void Padding_symbols_learn_nothing()
    {
        var embedding = new Embedding(5, 2, paddingIndex: -2, scaleGradByFrequency: true);
        Assert.Equal([0f, 0], embedding.Weight.Detach().Select(0, 3).ToArray<float>());
        embedding.Call(Tensor.From([0L, 3, 1, 0], 2, 2)).Sum().Backward();
        Assert.Equal([1f, 1, 1, 1, 0, 0, 0, 0, 0, 0], embedding.Weight.Grad!.ToArray<float>());
    }

    [Fact]
    public void Dropout_only_drops_in_training()
    {
        Tensor x = Tensor.Ones(4, 50);
        foreach (Layer layer in new Layer[] { new Dropout(), new AlphaDropout(), new DropPath(0.5) })
        {
            Assert.NotEqual(x.ToArray<float>(), layer.Call(x).ToArray<float>());
            layer.Eval();
            Assert.Equal(x.ToArray<float>(), layer.Call(x).ToArray<float>());
        }
    }

    [Fact]
    public void Blocks_keep_or_change_shapes_as_they_say()
    {
        Tensor x = Tensor.RandN([2, 6, 8, 8]);
        Assert.Equal(x.Shape, new SqueezeExcitation(6, 2).Call(x).Shape);
        Assert.Equal(new Shape(2, 4, 4, 4), new DepthwiseSeparableConv2d(6, 4, 3, 2, 1).Call(x).Shape);
        Assert.Equal(new Shape(2, 4, 8, 8), new WeightStandardizedConv2d(6, 4, 3, padding: 1).Call(x).Shape);
        Assert.Equal(new Shape(2, 6, 8, 5), new GeGlu(8, 5).Call(x).Shape);
        Assert.Equal(x.Shape, new SwiGlu(8, 12).Call(x).Shape);
        Assert.Equal(x.Shape, new SinusoidalPositions(8).Call(x).Shape);
        Assert.Equal(["gate_proj.weight", "up_proj.weight", "down_proj.weight"], new SwiGlu(8, 12).StateDict().Select(p => p.Key));
    }
}
