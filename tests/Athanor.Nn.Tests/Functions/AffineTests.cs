using Athanor.Nn.Functions;
using static Athanor.Nn.Functions.Elementary;

namespace Athanor.Tests.Functions;

public sealed class AffineTests
{
    private static readonly FunctionNetwork _x = FunctionNetwork.Variable("x"), _y = FunctionNetwork.Variable("y");

    [Fact]
    public void A_chain_of_affine_maps_is_one_map()
    {
        Tensor a1 = Tensor.From([1.0, 2, 3, 4, 5, 6], 3, 2), b1 = Tensor.From([1.0, 0, -1]), a2 = Tensor.From([1.0, -1, 2], 1, 3);
        FunctionNetwork f = FunctionNetwork.Variable("v", 2).Affine(a1, b1).Affine(a2, Tensor.From([0.5]));
        Assert.True(f.TryAffine(out Tensor? a, out Tensor? b));
        Assert.Equal([1, 2], a.Shape);
        Assert.Equal(a2.MatMul(a1).ToArray<double>(), a.ToArray<double>());
        Assert.Equal([1 - 0 - 2 + 0.5], b.ToArray<double>());
    }

    public static TheoryData<string, FunctionNetwork, double[], double> Affine() => new()
    {
        { "plain", 2 * _x - _y / 4 + 3, [2, -0.25], 3 },
        { "vector", (_x * FunctionNetwork.Constant([2, 3]) + FunctionNetwork.Vector(_y, 1 + _x))[1], [4, 0], 1 },
        { "boxed", (3 * _x + _y).Named("g").Compose("y", _x - _y) - Exp(0 * _x), [4, -1], -1 },
        { "squares", Pow(_x + 1, 2) - _x * _x + 0 * _y, [2, 0], 1 },
        { "products", (_x + _y) * (_x - _y) - Pow(_x, 2) + _y * _y + _y, [0, 1], 0 },
        { "same", Sin(_x * _y) + _x - Sin(_y * _x), [1, 0], 0 },
        { "mirrors", Relu(_x - _y) - Relu(_y - _x) + Abs(_x) - Abs(-_x), [1, -1], 0 },
        { "sigmoids", Sigmoid(_x) + Sigmoid(-_x) + Softplus(_y) - Softplus(-_y), [0, 1], 1 },
        { "quotients", _x / 3 * 3 + Sin(_y) / _x - Sin(_y) / _x + _y, [1, 1], 0 },
        { "constant", _x * 0 + _y * 0 + Sqrt(FunctionNetwork.Constant(9)), [0, 0], 3 },
    };

    [Theory]
    [MemberData(nameof(Affine))]
    public void What_is_affine_is_proved_so(string name, FunctionNetwork f, double[] expected, double offset)
    {
        Assert.True(f.TryAffine(out Tensor? a, out Tensor? b), name);
        Assert.Equal(expected, a.ToArray<double>());
        Assert.Equal(offset, b.Item());
    }

    public static TheoryData<FunctionNetwork> Bent() =>
    [
        Sin(_x), _x * _y, Relu(_x), _x * _x, 1 / _x, Sin(_x) - Sin(_y), Pow(_x, 0.5), 1 / (_x - _x),
        // The coefficients of these cancel in rounded arithmetic only.
        1e16 * Sin(_x) + Sin(_x) - 1e16 * Sin(_x),
        1e-200 * Pow(_x, 2) * 1e-200,
    ];

    [Theory]
    [MemberData(nameof(Bent))]
    public void What_is_not_is_not(FunctionNetwork f) => Assert.False(f.TryAffine(out _, out _));

    [Fact]
    public void A_rectified_layer_breaks_the_chain()
    {
        FunctionNetwork v = FunctionNetwork.Variable("v", 2);
        Tensor a = Tensor.From([1.0, 2, 3, 4], 2, 2);
        Assert.False(Relu(v.Affine(a)).Affine(a).TryAffine(out _, out _));
        Assert.True((Relu(v.Affine(a)) - Relu(-v.Affine(a))).Affine(a).TryAffine(out Tensor? product, out _));
        Assert.Equal(a.MatMul(a).ToArray<double>(), product.ToArray<double>());
    }
}
