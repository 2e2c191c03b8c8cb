using Athanor.TestKit;

namespace Athanor.Tests.Ops.Elementwise;

/// <summary>NaN, infinities, signed zeros, ties and the ends of integers, as PyTorch has them.</summary>
public sealed class SpecialValueTests
{
    private const double Inf = double.PositiveInfinity, NaN = double.NaN;

    private static readonly DType[] _floats = [DType.Float32, DType.Float64, DType.BFloat16, DType.Float16];

    [Theory]
    [MemberData(nameof(ElementwiseTests.Differentiable), MemberType = typeof(ElementwiseTests))]
    public void NaN_goes_through(string name)
    {
        ElementwiseCase c = ElementwiseTable.Find(name);
        if (name is "NanToNum" or "Where" or "Fmax" or "Fmin")
            return;
        foreach (DType dtype in _floats)
        {
            using TensorScope scope = TensorScope.Begin("test");
            Tensor[] inputs = [.. Enumerable.Range(0, c.Arity).Select(i => Tensor.From([NaN, NaN, 1.5, NaN, NaN]).To(dtype))];
            Assert.True(c.Apply(inputs).ToDoubles().Where((_, i) => i != 2).All(double.IsNaN), $"{name} of {dtype.Name()}");
        }
    }

    public static TheoryData<string, double[], double[]> OfOne() => new()
    {
        { "Abs", [-0.0, -Inf], [0, Inf] },
        { "Sign", [-0.0, -Inf, Inf], [0, -1, 1] },
        { "Round", [0.5, 1.5, 2.5, -0.5, -1.5, Inf], [0, 2, 2, 0, -2, Inf] },
        { "Exp", [-Inf, Inf, 0], [0, Inf, 1] },
        { "Log", [0, -1, Inf, 1], [-Inf, NaN, Inf, 0] },
        { "Log1p", [-1, -2, Inf], [-Inf, NaN, Inf] },
        { "Sqrt", [-1, 0, Inf], [NaN, 0, Inf] },
        { "Rsqrt", [0, Inf, -1], [Inf, 0, NaN] },
        { "Reciprocal", [0, -0.0, Inf], [Inf, -Inf, 0] },
        { "Sigmoid", [-Inf, Inf, 0], [0, 1, 0.5] },
        { "LogSigmoid", [-Inf, Inf], [-Inf, 0] },
        { "Tanh", [-Inf, Inf], [-1, 1] },
        { "Softplus", [-Inf, Inf], [0, Inf] },
        { "Relu", [-Inf, Inf, -0.0], [0, Inf, 0] },
        { "Elu", [-Inf, Inf], [-1.3, Inf] },
        { "Atan", [Inf], [Math.PI / 2] },
        { "Acos", [2, 1], [NaN, 0] },
        { "Atanh", [1, -1, 2], [Inf, -Inf, NaN] },
        { "Sin", [Inf], [NaN] },
        { "Erf", [Inf, -Inf], [1, -1] },
        { "ErfInv", [1, -1, 2], [Inf, -Inf, NaN] },
        { "Sinc", [0], [1] },
        { "Floor", [-0.5, Inf], [-1, Inf] },
        { "Truncate", [-0.5, -Inf], [0, -Inf] },
        { "IsNaN", [NaN, 1, Inf], [1, 0, 0] },
        { "IsInfinite", [NaN, 1, -Inf], [0, 0, 1] },
        { "SignBit", [-0.0, 0, -1], [1, 0, 1] },
        { "LogicalNot", [NaN, 0, -0.0], [0, 1, 1] },
        { "EqualBy", [NaN, 1], [0, 1] },
        { "NotEqualBy", [NaN, 1], [1, 0] },
        { "ClampBy", [-Inf, Inf], [-1, 2] },
        { "Hardtanh", [-Inf, Inf], [-1, 2] },
        { "Threshold", [-Inf, Inf], [-2, Inf] },
        { "LogGamma", [1, 2, Inf, 0, -1], [0, 0, Inf, Inf, Inf] },
    };

    [Theory]
    [MemberData(nameof(OfOne))]
    [Trait("isa", "quick")]
    public void The_ends_of_functions_of_one(string name, double[] x, double[] expected)
    {
        foreach (DType dtype in _floats)
        {
            double[] actual = ElementwiseTable.Find(name).Apply([Tensor.From(x).To(dtype)]).ToDoubles();
            for (int i = 0; i < x.Length; i++)
                Assert.True(Deviation.Of(actual[i], expected[i]) <= (dtype == DType.Float64 ? 1e-12 : 8e-3), $"{name} of {dtype.Name()} {x[i]}: {actual[i]}, not {expected[i]}");
        }
    }

    [Theory]
    [InlineData("Maximum", NaN, 1.0, NaN)]
    [InlineData("Maximum", 1.0, NaN, NaN)]
    [InlineData("Minimum", NaN, 1.0, NaN)]
    [InlineData("Fmax", NaN, 1.0, 1.0)]
    [InlineData("Fmin", 1.0, NaN, 1.0)]
    [InlineData("Fmin", NaN, NaN, NaN)]
    [InlineData("Divide", 1.0, 0.0, Inf)]
    [InlineData("Divide", 0.0, 0.0, NaN)]
    [InlineData("FloorDivide", 1.0, 0.0, Inf)]
    [InlineData("FloorDivide", 7.0, -2.0, -4.0)]
    [InlineData("Remainder", 7.0, -2.0, -1.0)]
    [InlineData("Remainder", -7.0, 2.0, 1.0)]
    [InlineData("Remainder", 1.0, 0.0, NaN)]
    [InlineData("Fmod", -7.0, 2.0, -1.0)]
    [InlineData("Fmod", 7.0, -2.0, 1.0)]
    [InlineData("TruncateDivide", -7.0, 2.0, -3.0)]
    [InlineData("Pow", 0.0, 0.0, 1.0)]
    [InlineData("Pow", NaN, 0.0, 1.0)]
    [InlineData("Pow", -2.0, 3.0, -8.0)]
    [InlineData("Pow", -2.0, 0.5, NaN)]
    [InlineData("Hypot", Inf, NaN, Inf)]
    [InlineData("LogAddExp", Inf, Inf, Inf)]
    [InlineData("LogAddExp", -Inf, -Inf, -Inf)]
    [InlineData("XLogY", 0.0, 0.0, 0.0)]
    [InlineData("XLogY", 0.0, NaN, NaN)]
    [InlineData("Atan2", 0.0, -1.0, Math.PI)]
    [InlineData("CopySign", 3.0, -0.0, -3.0)]
    [InlineData("Equal", NaN, NaN, 0.0)]
    [InlineData("Less", NaN, 1.0, 0.0)]
    [Trait("isa", "quick")]
    public void The_ends_of_functions_of_two(string name, double a, double b, double expected)
    {
        foreach (DType dtype in _floats)
        {
            double actual = ElementwiseTable.Find(name).Apply([Tensor.From([a]).To(dtype), Tensor.From([b]).To(dtype)]).Item();
            Assert.True(Deviation.Of(actual, expected) <= (dtype == DType.Float64 ? 1e-12 : 8e-3), $"{name} of {dtype.Name()}: {actual}, not {expected}");
        }
    }

    [Fact]
    [Trait("isa", "quick")]
    public void Integer_quotients_round_and_remainders_have_the_sign_of_the_divisor()
    {
        Tensor a = Tensor.From([7L, -7, 7, -7, long.MaxValue, long.MinValue + 1]), b = Tensor.From([2L, 2, -2, -2, 3, 10]);
        Assert.Equal([3L, -4, -4, 3, 3074457345618258602, -922337203685477581], a.FloorDivide(b).ToArray<long>());
        Assert.Equal([3L, -3, -3, 3, 3074457345618258602, -922337203685477580], a.TruncateDivide(b).ToArray<long>());
        Assert.Equal([1L, 1, -1, -1, 1, 3], (a % b).ToArray<long>());
        Assert.Equal([1L, -1, 1, -1, 1, -7], a.Fmod(b).ToArray<long>());
        Assert.Equal([3.5f, -3.5f], (Tensor.From([7, -7]) / Tensor.From([2, 2])).ToArray<float>());
    }

    [Fact]
    public void Division_of_integers_by_zero_is_an_error_or_told()
    {
        // Of floats it is an infinity; integers have none.
        Assert.ThrowsAny<Exception>(() => Tensor.From([7L]).FloorDivide(Tensor.From([0L])));
        Assert.ThrowsAny<Exception>(() => Tensor.From([7L]) % Tensor.From([0L]));
    }

    [Fact]
    [Trait("isa", "quick")]
    public void The_least_integer_has_no_positive_and_products_wrap()
    {
        Assert.Equal([long.MinValue, 5], Tensor.From([long.MinValue, -5L]).Abs().ToArray<long>());
        Assert.Equal([int.MinValue, 5], Tensor.From([int.MinValue, -5]).Abs().ToArray<int>());
        Assert.Equal([int.MinValue], (Tensor.From([int.MaxValue]) + 1).ToArray<int>());
        Assert.Equal([(byte)254], (Tensor.From([(byte)255]) * Tensor.From([(byte)2])).ToArray<byte>());
        Assert.Equal([(byte)251], (-Tensor.From([(byte)5])).ToArray<byte>());
        Assert.Equal([9_007_199_254_740_993L], (Tensor.From([9_007_199_254_740_992L]) + 1).ToArray<long>());
        Assert.Equal([81L, -27], Tensor.From([-3L, -3]).Pow(Tensor.From([4L, 3])).ToArray<long>());
    }

    [Fact]
    [Trait("isa", "quick")]
    public void Numbers_beyond_2_to_the_53_stay_whole_beside_integers()
    {
        const long Big = 9_007_199_254_740_993;
        Tensor x = Tensor.From([Big, Big - 1]);
        Assert.Equal([Big + Big, Big - 1 + Big], (x + Big).ToArray<long>());
        Assert.Equal([0L, -1], (x - Big).ToArray<long>());
        Assert.Equal([true, false], x.EqualTo(Big).ToArray<bool>());
        Assert.Equal([false, true], (x < Big).ToArray<bool>());
        Assert.Equal([Big, Big], x.Clamp(Big).ToArray<long>());
        Assert.Equal([Big, Big], Tensor.Full([2], Big).ToArray<long>());
    }

    [Fact]
    public void Bounds_that_are_NaN_or_missing()
    {
        Tensor x = Tensor.From([-3.0, NaN, 5]);
        Assert.Equal([NaN, NaN, NaN], x.Clamp(NaN).ToDoubles());
        Assert.Equal([NaN, NaN, NaN], x.Clamp(null, NaN).ToDoubles());
        Assert.Equal([0, NaN, 5], x.Clamp(0).ToDoubles());
        Assert.Equal([-3, NaN, 1], x.Clamp(high: 1).ToDoubles());
        Assert.Equal([1.0, NaN, 1], x.Clamp(2, 1).ToDoubles());
        Assert.Equal([0, NaN, 5], x.Clamp(Tensor.Zeros([3], DType.Float64), null).ToDoubles());
        Assert.Equal([NaN, NaN, NaN], x.Clamp(Tensor.Full([3], NaN, DType.Float64), null).ToDoubles());
        Assert.Equal([1L, 2, 3], Tensor.From([0L, 2, 9]).Clamp(1, 3).ToArray<long>());
        Assert.Throws<TensorException>(() => x.Clamp());
    }

    [Fact]
    public void NaN_and_infinities_are_replaced()
    {
        Tensor x = Tensor.From([NaN, Inf, -Inf, 2]);
        Assert.Equal([0, double.MaxValue, double.MinValue, 2], x.NanToNum().ToDoubles());
        Assert.Equal([7.0, 8, 9, 2], x.NanToNum(7, 8, 9).ToDoubles());
        Assert.Equal([0, 65504, -65504, 2], x.To(DType.Float16).NanToNum().ToDoubles());
    }

    [Fact]
    public void A_choice_keeps_what_was_not_chosen_out_of_value_and_gradient()
    {
        Tensor x = Tensor.From([-1.0, 4]);
        x.RequiresGrad = true;
        Tensor.Where(x > 0, x, x.ZerosLike()).Sum().Backward();
        Assert.Equal([0.0, 1], x.Grad!.ToArray<double>());
        Assert.Equal([1.0, 2], Tensor.Where(Tensor.From([true, false]), Tensor.From([1.0, NaN]), Tensor.From([Inf, 2])).ToDoubles());
        Assert.Equal([1.0, 2], Tensor.Where(Tensor.From([NaN, 0]), Tensor.From([1.0, 1]), Tensor.From([2.0, 2])).ToDoubles());
    }
}
