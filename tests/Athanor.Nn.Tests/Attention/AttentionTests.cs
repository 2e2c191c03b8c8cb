namespace Athanor.Nn.Tests.Attention;

public sealed class AttentionTests
{
    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        using Defaults.Restore type = Defaults.With(DType.Float64);
        Tensor q = Golden.Fill("q", 2, 3, 6), k = Golden.Fill("k", 2, 4, 5), v = Golden.Fill("v", 2, 4, 7);
        var attention = new MultiheadAttention(6, 2, addBiasKv: true, addZeroAttention: true, keySize: 5, valueSize: 7, batchFirst: true);
        Differences.Check(
            attention,
            () =>
            {
                (Tensor output, Tensor? weights) = attention.Call(new AttentionInput(q, k, v) { NeedWeights = true, PerHead = true });
                return [output, weights!];
            },
            q, k, v);
        var layer = new TransformerDecoderLayer(6, 2, 8, dropout: 0, activation: new Gelu(), batchFirst: true, normFirst: true);
        Tensor memory = Golden.Fill("memory", 2, 4, 6);
        Differences.Check(layer, () => [layer.Call(new DecoderInput(q, memory, Causal: true))], q, memory);
    }

    [Fact]
    public void The_fused_way_is_the_plain_one_under_every_mask()
    {
        using Defaults.Restore type = Defaults.With(DType.Float64);
        Tensor x = Golden.Fill("x", 2, 4, 6);
        Tensor padding = Tensor.From([false, false, false, true, false, false, false, false], 2, 4);
        Tensor mask = Golden.Fill("mask", 4, 4), perHead = Golden.Fill("mask", 4, 4, 4);
        var attention = new MultiheadAttention(6, 2, batchFirst: true);
        AttentionInput plain = new(x, x, x);
        foreach (AttentionInput input in new[]
        {
            plain, plain with { Causal = true }, plain with { Mask = mask }, plain with { Mask = mask > 0.5 }, plain with { Mask = perHead },
            plain with { KeyPaddingMask = padding }, plain with { KeyPaddingMask = padding, Mask = mask, Causal = true },
        })
        {
            Tensor expected = attention.Call(input with { NeedWeights = true }).Output, actual = attention.Call(input).Output;
            Golden.Close(expected.ToArray<double>(), actual.ToArray<double>(), 1e-12);
        }
    }

    [Fact]
    public void Causal_attention_does_not_see_what_follows()
    {
        Tensor x = Golden.Fill("x", 4, 1, 6).To(DType.Float32), longer = Tensor.Cat([x, x]);
        var encoder = new TransformerEncoder([new TransformerEncoderLayer(6, 2, 8, dropout: 0), new TransformerEncoderLayer(6, 2, 8, dropout: 0)]);
        float[] alone = encoder.Call(new EncoderInput(x, Causal: true)).ToArray<float>();
        float[] within = encoder.Call(new EncoderInput(longer, Causal: true)).Narrow(0, 0, 4).Contiguous().ToArray<float>();
        Golden.Close([.. alone.Select(v => (double)v)], [.. within.Select(v => (double)v)], 1e-5);
    }

    [Fact]
    public void A_batch_may_be_left_out_or_come_second()
    {
        var first = new MultiheadAttention(6, 2, batchFirst: true);
        var second = new MultiheadAttention(6, 2);
        second.LoadStateDict(first.StateDict());
        Tensor x = Golden.Fill("x", 2, 4, 6).To(DType.Float32);
        (Tensor y, Tensor? w) = first.Call(x, x, x);
        Assert.Equal(y.ToArray<float>(), second.Call(x.Transpose(0, 1), x.Transpose(0, 1), x.Transpose(0, 1)).Output.Transpose(0, 1).Contiguous().ToArray<float>());
        (Tensor one, Tensor? oneW) = first.Call(x.Select(0, 1), x.Select(0, 1), x.Select(0, 1));
        Assert.Equal(new Shape(4, 6), one.Shape);
        Assert.Equal(new Shape(4, 4), oneW!.Shape);
        Assert.Equal(new Shape(2, 4, 4), w!.Shape);
    }

    [Fact]
    public void Rotary_products_depend_on_distances_alone()
    {
        using Defaults.Restore type = Defaults.With(DType.Float64);
        Tensor q = Golden.Fill("q", 1, 8), k = Golden.Fill("k", 1, 8);
        foreach (bool interleaved in new[] { false, true })
        {
            var rotary = new RotaryEmbedding(6, interleaved: interleaved);
            double At(int i, int j) => (rotary.Call(q, i) * rotary.Call(k, j)).Sum().Item();
            Assert.Equal(At(3, 1), At(10, 8), 1e-12);
            Assert.NotEqual(At(3, 1), At(3, 2), 1e-6);
            Golden.Close(q.ToArray<double>(), rotary.Call(q).ToArray<double>(), 1e-15);
        }
    }

    [Fact]
    public void Slopes_and_buckets_are_the_papers()
    {
        Assert.Equal([0.25, 0.0625, 0.015625, 0.00390625], AlibiBias.Slopes(4));
        Golden.Close([0.0625, 0.00390625, 0.25], AlibiBias.Slopes(3), 1e-15);
        var bias = new RelativePositionBias(2);
        Assert.Equal(new Shape(2, 3, 5), bias.Call((3, 5)).Shape);
        Assert.Equal([0, 7, 8, 15, 23, 17], new[] { 0, -7, -8, -500, 7, 1 }.Select(bias.BucketOf));
    }
}
