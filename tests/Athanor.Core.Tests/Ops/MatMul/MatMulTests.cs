using Athanor.TestKit;

namespace Athanor.Tests.Ops.MatMul;

/// <summary>Products of matrices beside three loops in double.</summary>
public sealed class MatMulTests
{
    public static TheoryData<int[], int[]> Shapes() => new()
    {
        { [3], [3] }, { [3], [3, 4] }, { [2, 3], [3] }, { [2, 3], [3, 4] }, { [1, 1], [1, 1] }, { [0, 3], [3, 4] }, { [2, 0], [0, 4] },
        { [2, 3], [3, 0] }, { [5, 2, 3], [3, 4] }, { [5, 2, 3], [5, 3, 4] }, { [2, 3], [5, 3, 4] }, { [2, 1, 2, 3], [3, 3, 4] }, { [3], [5, 3, 4] },
        { [5, 2, 3], [3] }, { [2, 3, 2, 3], [2, 3, 3, 2] }, { [17, 33], [33, 70] }, { [70, 65], [65, 1] }, { [1, 129], [129, 64] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    [Trait("isa", "quick")]
    public void Values_are_those_of_loops_in_any_type_and_layout(int[] left, int[] right)
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.BFloat16, DType.Float16, DType.Int64, DType.Int32])
        {
            using TensorScope scope = TensorScope.Begin("test");
            Tensor a = Numbers(1, left).To(dtype), b = Numbers(2, right).To(dtype), c = a.MatMul(b);
            (double[] expected, Shape shape) = Loop(a, b);
            Assert.Equal(shape, c.Shape);
            Assert.Equal(dtype, c.DType);
            double unit = dtype switch { DType.Float64 => 1e-14, DType.Float32 => 1e-5, DType.Float16 => 2e-3, DType.BFloat16 => 2e-2, _ => 0 };
            Assert.InRange(Deviation.Relative(c.ToDoubles(), expected), 0, unit);
            foreach ((string layout, Tensor x) in Layouts.Of(a))
                Assert.True(Deviation.Relative(x.MatMul(b).ToDoubles(), expected) <= unit, $"{dtype.Name()}, left {layout}");
            foreach ((string layout, Tensor y) in Layouts.Of(b))
                Assert.True(Deviation.Relative(a.MatMul(y).ToDoubles(), expected) <= unit, $"{dtype.Name()}, right {layout}");
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Derivatives_are_differences(int[] left, int[] right)
    {
        if (new Shape(left).Count * new Shape(right).Count > 4000)
            return;
        Tensor a = Numbers(1, left), b = Numbers(2, right);
        Assert.InRange(FiniteDifference.OfGradient(t => t[0].MatMul(t[1]), a, b), 0, 1e-7);
        Assert.InRange(FiniteDifference.OfSecondGradient(t => t[0].MatMul(t[1]), a, b), 0, 1e-6);
    }

    [Fact]
    public void Errors_name_the_sizes_that_differ()
    {
        Assert.Contains("3 columns meet 2 rows", Assert.Throws<TensorException>(() => Tensor.Zeros(2, 3).MatMul(Tensor.Zeros(2, 3))).Message);
        Assert.Contains("3 columns meet 2 rows", Assert.Throws<TensorException>(() => Tensor.Zeros(4, 2, 3).MatMul(Tensor.Zeros(2, 3))).Message);
        Assert.Throws<TensorException>(() => Tensor.Zeros(4, 2, 3).MatMul(Tensor.Zeros(5, 3, 3)));
        Assert.Throws<TensorException>(() => Tensor.Scalar(2.0).MatMul(Tensor.Zeros(2, 3)));
        Assert.Throws<TensorException>(() => Tensor.Zeros(2, 3).MatMul(Tensor.Zeros([3, 2], DType.Float64)));
    }

    private static Tensor Numbers(int seed, int[] shape)
    {
        var random = new Random(seed);
        return Tensor.From([.. Enumerable.Range(0, (int)new Shape(shape).Count).Select(_ => (double)random.Next(-4, 5))], new Shape(shape));
    }

    private static (double[] Values, Shape Shape) Loop(Tensor a, Tensor b)
    {
        Tensor x = a.Rank == 1 ? a.Unsqueeze(0) : a, y = b.Rank == 1 ? b.Unsqueeze(1) : b;
        Shape lead = Shape.Broadcast(x.Shape[..^2], y.Shape[..^2]);
        int m = x.Shape[^2], k = x.Shape[^1], n = y.Shape[^1];
        double[] p = x.Expand([.. lead, m, k]).ToDoubles(), q = y.Expand([.. lead, k, n]).ToDoubles();
        var r = new double[lead.Count * m * n];
        for (int i = 0; i < r.Length; i++)
            for (int l = 0; l < k; l++)
                r[i] += p[i / n * k + l] * q[(i / (m * n) * k + l) * n + i % n];
        List<int> shape = [.. lead];
        if (a.Rank > 1)
            shape.Add(m);
        if (b.Rank > 1)
            shape.Add(n);
        return (r, new Shape([.. shape]));
    }
}
