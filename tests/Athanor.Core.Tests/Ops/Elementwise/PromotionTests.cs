namespace Athanor.Tests.Ops.Elementwise;

/// <summary>Which type comes of which, as torch.result_type tells.</summary>
public sealed class PromotionTests
{
    private static readonly DType[] _types = [DType.Bool, DType.UInt8, DType.Int32, DType.Int64, DType.Float16, DType.BFloat16, DType.Float32, DType.Float64];

    // Rows and columns in the order above: b, u, i, l, h(alf), g (bfloat16), f, d.
    private static readonly string[] _table = [
        "builhgfd",
        "uuilhgfd",
        "iiilhgfd",
        "llllhgfd",
        "hhhhhffd",
        "ggggfgfd",
        "fffffffd",
        "dddddddd",
    ];

    private static DType Of(char letter) => _types["builhgfd".IndexOf(letter)];

    [Fact]
    public void Two_tensors_with_dimensions()
    {
        for (int i = 0; i < 8; i++)
            for (int j = 0; j < 8; j++)
            {
                Tensor a = Tensor.Ones([2], _types[i]), b = Tensor.Ones([2], _types[j]);
                Assert.Equal(Of(_table[i][j]), (a * b).DType);
                Assert.Equal([1.0, 1], (a * b).To(DType.Float64).ToArray<double>());
                DType quotient = Of(_table[i][j]).IsFloating() ? Of(_table[i][j]) : DType.Float32;
                Assert.Equal(quotient, (a / b).DType);
                Assert.Equal(DType.Bool, (a < b).DType);
                Assert.Equal(Of(_table[i][j]), Tensor.Where(Tensor.From([true, false]), a, b).DType);
            }
    }

    [Fact]
    public void A_scalar_tensor_raises_only_the_category()
    {
        for (int i = 0; i < 8; i++)
            for (int j = 0; j < 8; j++)
            {
                int Category(DType t) => t == DType.Bool ? 0 : t.IsInteger() ? 1 : 2;
                DType expected = Category(_types[j]) > Category(_types[i]) ? _types[j] : _types[i];
                Assert.Equal(expected, (Tensor.Ones([2], _types[i]) * Tensor.Scalar(1, _types[j])).DType);
                Assert.Equal(expected, (Tensor.Scalar(1, _types[j]) * Tensor.Ones([2], _types[i])).DType);
                Assert.Equal(Of(_table[i][j]), (Tensor.Scalar(1, _types[i]) * Tensor.Scalar(1, _types[j])).DType);
            }
    }

    [Fact]
    public void A_number_raises_only_the_category()
    {
        foreach (DType type in _types)
        {
            Tensor x = Tensor.Ones([2], type);
            Assert.Equal(type.IsFloating() ? type : DType.Float32, (x * 2.5).DType);
            Assert.Equal(type == DType.Bool ? DType.Int64 : type, (x * 2).DType);
            Assert.Equal(type == DType.Bool ? DType.Int64 : type, (2 - x).DType);
            Assert.Equal(type.IsFloating() ? type : DType.Float32, (x / 2).DType);
            Assert.Equal(DType.Bool, (x > 0).DType);
            Assert.Equal(type.IsFloating() ? type : DType.Float32, x.Exp().DType);
        }
        using (Defaults.With(DType.Float64))
            Assert.Equal(DType.Float64, (Tensor.Ones([2], DType.Int32) * 0.5).DType);
    }

    [Fact]
    public void Comparing_an_integer_with_a_fraction_does_not_cut_it()
    {
        Assert.Equal([true, false], (Tensor.From([2, 3]) < 2.5).ToArray<bool>());
        Assert.Equal([false, false], Tensor.From([2, 3]).EqualTo(2.5).ToArray<bool>());
        Assert.Equal([true, true], (Tensor.From([2L, 3]) > Tensor.Scalar(1.5)).ToArray<bool>());
        Assert.Equal([true], (Tensor.From([true]) > 0.5).ToArray<bool>());
    }

    [Fact]
    public void Shapes_that_do_not_broadcast_are_told_by_dimension()
    {
        string message = Assert.Throws<TensorException>(() => Tensor.Zeros(2, 3) + Tensor.Zeros(2, 4)).Message;
        Assert.Contains("(2, 3)", message);
        Assert.Contains("(2, 4)", message);
        Assert.Contains("dimension -1", message);
        Assert.Contains("-2", Assert.Throws<TensorException>(() => Tensor.Zeros(3, 1) * Tensor.Zeros(2, 4)).Message);
        Assert.Throws<TensorException>(() => Tensor.Zeros(0) + Tensor.Zeros(2));
        Assert.Equal(new Shape(0), (Tensor.Zeros(0) + Tensor.Zeros(1)).Shape);
        Assert.Equal(new Shape(4, 2, 3), (Tensor.Zeros(4, 1, 3) + Tensor.Zeros(2, 1)).Shape);
        Assert.Throws<TensorException>(() => Tensor.Zeros(3).AddInPlace(Tensor.Zeros(2, 3)));
        Assert.Throws<TensorException>(() => -Tensor.From([true]));
    }
}
