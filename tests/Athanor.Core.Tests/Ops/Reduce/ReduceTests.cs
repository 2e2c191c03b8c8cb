using Athanor.TestKit;

namespace Athanor.Tests.Ops.Reduce;

/// <summary>Reductions beside plain loops in double, over every choice of dimensions and layouts, with their derivatives.</summary>
public sealed class ReduceTests
{
    private sealed record Case(string Name, Func<Tensor, int[], bool, Tensor> Apply, Func<double[], double> Exact);

    private static readonly Case[] _cases = [
        new("sum", (x, d, k) => x.Sum(d, k), v => v.Sum()),
        new("mean", (x, d, k) => x.Mean(d, k), v => v.Sum() / v.Length),
        new("prod", (x, d, k) => x.Prod(d, k), v => v.Aggregate(1.0, (a, b) => a * b)),
        new("amax", (x, d, k) => x.Amax(d, k), v => v.Max()),
        new("amin", (x, d, k) => x.Amin(d, k), v => v.Min()),
        new("var", (x, d, k) => x.Var(d, 1, k), Variance),
        new("std", (x, d, k) => x.Std(d, 1, k), v => Math.Sqrt(Variance(v))),
        new("logsumexp", (x, d, k) => x.LogSumExp(d, k), v => Math.Log(v.Sum(Math.Exp))),
        new("any", (x, d, k) => x.Any(d, k), v => v.Any(e => e != 0) ? 1 : 0),
        new("all", (x, d, k) => x.All(d, k), v => v.All(e => e != 0) ? 1 : 0),
    ];

    public static TheoryData<string> Names() => [.. _cases.Select(c => c.Name)];

    private static readonly int[][] _subsets = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2], [-1], [2, 0], []];

    private static double Variance(double[] v)
    {
        double mean = v.Sum() / v.Length;
        return v.Sum(e => (e - mean) * (e - mean)) / (v.Length - 1);
    }

    private static Case Find(string name) => Array.Find(_cases, c => c.Name == name)!;

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("isa", "quick")]
    public void Values_are_those_of_loops_in_any_layout(string name)
    {
        Case c = Find(name);
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.BFloat16, DType.Float16])
        {
            using TensorScope scope = TensorScope.Begin("test");
            Tensor x = (name == "prod" ? Numbers(3, 5, 17) * 0.01 + 1 : Numbers(3, 5, 17)).To(dtype);
            double unit = dtype switch { DType.Float64 => 1e-15, DType.Float32 => 1e-6, DType.Float16 => 2e-3, _ => 2e-2 };
            foreach (int[] dims in _subsets)
                foreach (bool keep in (bool[])[false, true])
                {
                    Tensor first = c.Apply(x, dims, keep);
                    (double[] expected, int[] shape) = Loop(x, dims, keep, c.Exact);
                    Assert.Equal(new Shape(shape), first.Shape);
                    Assert.InRange(Deviation.Relative(first.ToDoubles(), expected), 0, 8 * unit);
                    foreach ((string layout, Tensor same) in Layouts.Of(x))
                        Assert.True(
                            Deviation.Relative(c.Apply(same, dims, keep).ToDoubles(), expected) <= 8 * unit, $"{name} {dtype.Name()} over [{string.Join(", ", dims)}], {layout}");
                }
        }
    }

    [Theory]
    [InlineData("sum")]
    [InlineData("mean")]
    [InlineData("prod")]
    [InlineData("amax")]
    [InlineData("amin")]
    [InlineData("var")]
    [InlineData("std")]
    [InlineData("logsumexp")]
    public void Derivatives_are_differences(string name)
    {
        Case c = Find(name);
        foreach (int[] dims in (int[][])[[0], [1], [0, 1], []])
        {
            Assert.InRange(FiniteDifference.OfGradient(t => c.Apply(t[0], dims, false), Numbers(3, 4)), 0, 1e-7);
            Assert.InRange(FiniteDifference.OfSecondGradient(t => c.Apply(t[0], dims, true), Numbers(3, 4)), 0, 1e-6);
        }
    }

    [Theory]
    [InlineData(new double[] { 2, 0, 3 })]
    [InlineData(new double[] { 0, 0, 3 })]
    [InlineData(new double[] { 0, 0, 0 })]
    [InlineData(new double[] { 2, 5, 3 })]
    public void The_gradient_of_a_product_is_the_product_of_the_others(double[] values)
    {
        Tensor x = Tensor.From(values);
        Assert.InRange(FiniteDifference.OfGradient(t => t[0].Prod(), x), 0, 1e-7);
        Assert.InRange(FiniteDifference.OfSecondGradient(t => t[0].Prod(), x), 0, 1e-6);
    }

    [Fact]
    public void Long_sums_stay_accurate()
    {
        foreach (int n in (int[])[1023, 1024, 1025, 65_536, 65_537, 131_072, 300_001])
        {
            using TensorScope scope = TensorScope.Begin("test");
            Tensor x = Tensor.Full([n], 0.1f);
            Assert.Equal(n * (double)0.1f, x.Sum().Item(), n * 4e-7);
            Assert.Equal(n * (double)0.1f, Tensor.Full([n, 3], 0.1f).Sum(0).ToDoubles()[1], n * 4e-7);
            Assert.Equal(n, Tensor.Ones([n], DType.Bool).Sum().ItemInt64());
        }
    }

    [Fact]
    public void Integers_and_truth_values_sum_as_int64()
    {
        Assert.Equal((DType.Int64, 600L), (Tensor.Full([3], 200, DType.UInt8).Sum().DType, Tensor.Full([3], 200, DType.UInt8).Sum().ItemInt64()));
        Assert.Equal(3, Tensor.From([true, true, false, true]).Sum().ItemInt64());
        Assert.Equal(9_007_199_254_740_993, Tensor.From([9_007_199_254_740_992, 1L]).Sum().ItemInt64());
        Assert.Equal((DType.Int64, 8L), (Tensor.From([2, 4]).Prod().DType, Tensor.From([2, 4]).Prod().ItemInt64()));
        Assert.Equal((DType.Int32, -5L), (Tensor.From([2, -5]).Amin().DType, Tensor.From([2, -5]).Amin().ItemInt64()));
        Assert.Equal(long.MinValue, Tensor.From([long.MinValue, long.MinValue]).Amax().ItemInt64());
        Assert.Equal(long.MaxValue, Tensor.From([long.MaxValue, long.MaxValue]).Amin().ItemInt64());
        Assert.Throws<TensorException>(() => Tensor.From([1, 2]).Mean());
        Assert.Equal(DType.Bool, Tensor.From([1, 2]).Any().DType);
    }

    [Fact]
    public void Of_nothing_there_is_what_PyTorch_gives()
    {
        Tensor none = Tensor.Zeros(0), rows = Tensor.Zeros(2, 0), columns = Tensor.Zeros(0, 2);
        Assert.Equal(0, none.Sum().Item());
        Assert.Equal(1, none.Prod().Item());
        Assert.True(double.IsNaN(none.Mean().Item()));
        Assert.Equal([double.NaN, double.NaN], rows.Mean(1).ToDoubles());
        Assert.Empty(columns.Mean(1).ToDoubles());
        Assert.True(double.IsNaN(none.Var().Item()));
        Assert.Equal(0, none.Any().Item());
        Assert.Equal(1, none.All().Item());
        Assert.Equal(double.NegativeInfinity, none.LogSumExp(0).Item());
        Assert.Throws<TensorException>(() => none.Amax());
        Assert.Throws<TensorException>(() => rows.Amax([1]));
        Assert.Equal(new Shape(0), columns.Amax([1]).Shape);
        Assert.Throws<TensorException>(() => none.ArgMax());
        Assert.Throws<TensorException>(() => rows.Max(1));
    }

    [Fact]
    public void Var_of_too_few_is_not_a_number()
    {
        Assert.True(double.IsNaN(Tensor.From([3.0]).Var().Item()));
        Assert.True(double.IsNaN(Tensor.Scalar(3.0).Var().Item()));
        Assert.Equal(double.PositiveInfinity, Tensor.From([3.0, 4.0]).Var(correction: 2).Item());
        Assert.Equal(double.PositiveInfinity, Tensor.From([3.0, 4.0]).Var(correction: 3).Item());
        Assert.Equal(0, Tensor.From([3.0]).Var(correction: 0).Item());
    }

    [Fact]
    public void NaN_and_infinities_go_through()
    {
        Tensor x = Tensor.From([1, double.NaN, double.PositiveInfinity, -2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18], 18);
        foreach (Tensor y in (Tensor[])[x, x.To(DType.Float32), x.To(DType.BFloat16), x.Flip(0)])
        {
            Assert.True(double.IsNaN(y.Amax().Item()) && double.IsNaN(y.Amin().Item()) && double.IsNaN(y.Sum().Item()));
            Assert.Equal(double.NaN, y.Max().Item());
            Assert.Equal(double.NaN, y.Max(0).Values.Item());
        }
        Assert.Equal(1, x.ArgMax().ItemInt64());
        Assert.Equal(double.PositiveInfinity, Tensor.From([1, double.PositiveInfinity]).LogSumExp(0).Item());
        Assert.Equal(double.NegativeInfinity, Tensor.From([double.NegativeInfinity, double.NegativeInfinity]).LogSumExp(0).Item());
        Assert.Equal(double.NegativeInfinity, Tensor.From([double.NegativeInfinity, double.NegativeInfinity]).Amax().Item());
        Assert.Equal(1, Tensor.From([0.0, double.NaN]).Any().Item());
        Assert.Equal(1, Tensor.From([1.0, double.NaN]).All().Item());
        Assert.Equal(1, Tensor.From([0.0, 0.25]).Any().Item());
    }

    [Fact]
    public void Arguments_of_the_largest_are_the_first()
    {
        Tensor x = Tensor.From([3L, 7, 7, 1, 1, 9, 9, 0], 2, 4);
        Assert.Equal([1L, 1L], x.ArgMax(1).ToArray<long>());
        Assert.Equal([3L, 3L], x.ArgMin(1).ToArray<long>());
        Assert.Equal([0L, 1, 1, 0], x.ArgMax(0).ToArray<long>());
        Assert.Equal(5, x.ArgMax().ItemInt64());
        Assert.Equal(new Shape(2, 1), x.ArgMax(1, keepDim: true).Shape);
        Assert.Equal(0, Tensor.Scalar(4.0).ArgMax(0).ItemInt64());
        (Tensor values, Tensor indices) = x.Max(-1);
        Assert.Equal([7L, 9], values.ToArray<long>());
        Assert.Equal([1L, 1], indices.ToArray<long>());
    }

    [Fact]
    public void Equal_largest_share_the_gradient()
    {
        Tensor x = Tensor.From([2.0, 5, 5, 1]);
        x.RequiresGrad = true;
        x.Amax().Backward();
        Assert.Equal([0, 0.5, 0.5, 0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Errors_name_the_dimension()
    {
        Tensor x = Tensor.Zeros(2, 3);
        Assert.Contains("between -2 and 1", Assert.Throws<TensorException>(() => x.Sum(2)).Message);
        Assert.Contains("between -2 and 1", Assert.Throws<TensorException>(() => x.Sum(-3)).Message);
        Assert.Contains("twice", Assert.Throws<TensorException>(() => x.Sum([0, -2])).Message);
        Assert.Contains("twice", Assert.Throws<TensorException>(() => x.Amax([1, 1])).Message);
        Assert.Equal(3, Tensor.Scalar(3.0).Sum(0).Item());
        Assert.Throws<TensorException>(() => Tensor.Scalar(3.0).Sum(1));
    }

    private static Tensor Numbers(params int[] shape)
    {
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, (int)new Shape(shape).Count).Select(_ => Math.Round(random.NextDouble() * 256) / 128 - 0.9)];
        return Tensor.From(values, shape);
    }

    private static (double[] Values, int[] Shape) Loop(Tensor x, int[] dims, bool keep, Func<double[], double> exact)
    {
        bool[] over = [.. Enumerable.Range(0, 3).Select(i => dims.Length == 0 || dims.Contains(i) || dims.Contains(i - 3))];
        double[] values = x.ToDoubles();
        var groups = new SortedDictionary<int, List<double>>();
        for (int i = 0; i < values.Length; i++)
        {
            int c = i % 17, b = i / 17 % 5, a = i / 85;
            int key = ((over[0] ? 0 : a) * 5 + (over[1] ? 0 : b)) * 17 + (over[2] ? 0 : c);
            if (!groups.TryGetValue(key, out List<double>? group))
                groups[key] = group = [];
            group.Add(values[i]);
        }
        int[] shape = [.. Enumerable.Range(0, 3).Where(i => keep || !over[i]).Select(i => over[i] ? 1 : x.Shape[i])];
        return ([.. groups.Values.Select(g => exact([.. g]))], shape);
    }
}
