namespace Athanor.Nn.Tests.Parametrizations;

public sealed class ParametrizationTests
{
    [Fact]
    public void States_have_the_reference_s_names()
    {
        Assert.Equal(
            ["bias", "parametrizations.weight.original", "parametrizations.weight.0._u", "parametrizations.weight.0._v"],
            new SpectralNorm(new Linear(6, 5)).StateDict().Select(p => p.Key));
        Assert.Equal(
            ["bias (5,)", "parametrizations.weight.original0 (5, 1, 1)", "parametrizations.weight.original1 (5, 6, 3)"],
            new WeightNorm(new Conv1d(6, 5, 3)).StateDict().Select(p => $"{p.Key} {p.Value.Shape}"));
    }

    [Fact]
    public void A_spectral_norm_has_largest_singular_value_1()
    {
        using Defaults.Restore type = Defaults.With(DType.Float64);
        var layer = new SpectralNorm(new Linear(4, 3, bias: false));
        for (int i = 0; i < 200; i++)
            layer.Call(Tensor.Zeros(1, 4));
        layer.Eval();
        // The largest gain, found by going back and forth.
        Tensor x = Golden.Fill("x", 1, 4), w = layer.Call(Tensor.Eye(4)).MT;
        for (int i = 0; i < 500; i++)
        {
            x = x.MatMul(w.MT).MatMul(w);
            x /= x.Square().Sum().Sqrt();
        }
        Assert.Equal(1, x.MatMul(w.MT).Square().Sum().Item(), 1e-9);
    }

    [Fact]
    public void A_weight_norm_starts_as_its_layer_and_learns()
    {
        using Defaults.Restore type = Defaults.With(DType.Float64);
        var conv = new Conv1d(3, 4, 3);
        Tensor x = Golden.Fill("x", 2, 3, 7);
        double[] before = conv.Call(x).ToArray<double>();
        var normed = new WeightNorm(conv);
        Golden.Close(before, normed.Call(x).ToArray<double>(), 1e-12);
        Differences.Check(normed, () => [normed.Call(x)], x);
    }
}
