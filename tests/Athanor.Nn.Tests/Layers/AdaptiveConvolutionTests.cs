using Athanor.TestKit;

namespace Athanor.Nn.Tests.Layers;

/// <summary>Convolutions that change with their input.</summary>
public sealed class AdaptiveConvolutionTests
{
    private static Tensor Values(string name, params int[] shape) => Tensor.From(TestKit.Golden.Symmetric(name, new Shape(shape).Count), shape);

    [Fact]
    public void A_new_deformable_convolution_looks_straight_ahead()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = Values("x", 2, 4, 6, 5).To(DType.Float32);
        var plain = new DeformableConv2d(4, 6, 3, 2, 1, groups: 2, offsetGroups: 2, modulated: false);
        Tensor expected = x.Conv2d(plain.Weight, plain.Bias, 2, 1, 1, 2);
        Assert.True(Deviation.Relative(plain.Call(x).ToDoubles(), expected.ToDoubles()) < 1e-5);
        var half = new DeformableConv2d(4, 6, 3, 2, 1, bias: false);
        expected = x.Conv2d(half.Weight, null, 2, 1) * 0.5;
        Assert.True(Deviation.Relative(half.Call(x).ToDoubles(), expected.ToDoubles()) < 1e-5);
        Assert.Equal(["weight", "offset.weight", "offset.bias"], half.NamedParameters().Select(p => p.Name));
        half.Call(x).Square().Mean().Backward();
        Assert.All(half.Parameters(), p => Assert.Contains(p.Grad!.ToDoubles(), g => g != 0));
    }

    [Fact]
    public void Each_image_has_its_own_mixture_of_kernels()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = Values("x", 3, 4, 5, 6).To(DType.Float32);
        var layer = new DynamicConv2d(4, 6, 3, padding: 1, groups: 2, kernels: 3) { Temperature = 0.5 };
        Tensor y = layer.Call(x), attention = layer.Attention(x);
        Assert.Equal([3, 6, 5, 6], y.Shape.ToArray());
        for (int n = 0; n < 3; n++)
        {
            Tensor weight = Tensor.Zeros(6, 2, 3, 3), bias = Tensor.Zeros(6);
            for (int k = 0; k < 3; k++)
            {
                double share = attention.Select(0, n).Select(0, k).Item();
                (weight, bias) = (weight + layer.Weight.Select(0, k) * share, bias + layer.Bias!.Select(0, k) * share);
            }
            Tensor expected = x.SliceDim(0, n, n + 1).Conv2d(weight, bias, padding: 1, groups: 2);
            Assert.True(Deviation.Relative(y.Select(0, n).ToDoubles(), expected.ToDoubles()) < 1e-5);
        }
        y.Square().Mean().Backward();
        Assert.All(layer.Parameters(), p => Assert.NotNull(p.Grad));
    }
}
