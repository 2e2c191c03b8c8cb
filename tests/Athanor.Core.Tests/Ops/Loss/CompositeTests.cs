using Athanor.TestKit;

namespace Athanor.Tests.Ops.Loss;

/// <summary>Losses made of other operations, against their formulas.</summary>
public sealed class CompositeTests
{
    private static Tensor Values(string name, params int[] shape) => Tensor.From(Golden.Symmetric(name, new Shape(shape).Count), shape);

    private static Tensor Shares(string name, params int[] shape) => Tensor.From(Golden.Uniform(name, new Shape(shape).Count), shape);

    private static readonly Dictionary<string, (Func<Tensor[], Tensor> Run, Func<Tensor[]> Inputs)> _cases = new()
    {
        ["dice"] = (t => t[0].DiceLoss(t[1], reduction: Reduction.None), () => [Shares("a", 2, 3, 2, 2), Shares("b", 2, 3, 2, 2)]),
        ["tversky"] = (t => t[0].TverskyLoss(t[1]), () => [Shares("a", 3, 4), Shares("b", 3, 4)]),
        ["contrastive"] = (t => t[0].ContrastiveLoss(t[1], Tensor.From([0.0, 1, 1]), 3), () => [Values("a", 3, 4), Values("b", 3, 4)]),
        ["info_nce"] = (t => t[0].InfoNce(t[1], 0.5), () => [Values("a", 3, 4), Values("b", 3, 4)]),
        ["nt_xent"] = (t => t[0].InfoNce(t[1], 0.5, symmetric: true), () => [Values("a", 3, 4), Values("b", 3, 4)]),
        ["kl"] = (t => t[0].KlDivergence(t[1]), () => [Values("a", 3, 4).Softmax(1), Values("b", 3, 4).Softmax(1)]),
        ["kl logits"] = (t => t[0].KlDivergence(t[1], logits: true), () => [Values("a", 3, 4), Values("b", 3, 4)]),
        ["js"] = (t => t[0].JsDivergence(t[1]), () => [Values("a", 3, 4).Softmax(1), Values("b", 3, 4).Softmax(1)]),
        ["js logits"] = (t => t[0].JsDivergence(t[1], logits: true, dim: 0), () => [Values("a", 3, 4), Values("b", 3, 4)]),
        ["elbo"] = (t => Tensor.Elbo(t[0].Square().Sum(), Tensor.GaussianKl(t[0], t[1]), 2), () => [Values("a", 3, 4), Values("b", 3, 4)]),
    };

    public static TheoryData<string> Names => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_agree_with_differences(string name)
    {
        using TensorScope scope = TensorScope.Begin("test");
        (Func<Tensor[], Tensor> run, Func<Tensor[]> inputs) = _cases[name];
        double first = FiniteDifference.OfGradient(run, inputs()), second = FiniteDifference.OfSecondGradient(run, inputs());
        Assert.True(first < 1e-7 && second < 1e-6, $"{first}, {second}");
    }

    [Fact]
    public void Overlap_counts_what_is_found_wrongly_and_what_is_missed()
    {
        using TensorScope scope = TensorScope.Begin("test");
        // True positives 1.5, wrongly found 0.25, missed 0.5.
        Tensor p = Tensor.From([1.0, 0.5, 0.25, 0.0]), t = Tensor.From([1L, 1, 0, 0]);
        Assert.Equal(1 - 1.5 / (1.5 + 0.2 * 0.25 + 0.9 * 0.5), p.TverskyLoss(t, 0.2, 0.9, 0).Item(), 1e-15);
        Assert.Equal(1 - (2 * 1.5 + 1) / (1.75 + 2 + 1), p.DiceLoss(t, 1).Item(), 1e-15);
        Assert.Equal(0, p.ZerosLike().DiceLoss(t.ZerosLike()).Item(), 1e-15);
        Assert.Equal([2, 3], p.Reshape(1, 1, 4).Expand(2, 3, 4).DiceLoss(t.Reshape(1, 1, 4).Expand(2, 3, 4), reduction: Reduction.None).Shape.ToArray());
    }

    [Fact]
    public void Contrast_follows_its_formula()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor a = Tensor.From([0.0, 0, 0, 0, 0, 0], 3, 2), b = Tensor.From([3.0, 4, 3, 4, 0.3, 0.4], 3, 2);
        double[] each = a.ContrastiveLoss(b, Tensor.From([0L, 1, 1]), 1, Reduction.None).ToDoubles();
        Assert.Equal(12.5, each[0], 1e-14);
        Assert.Equal(0, each[1], 1e-14);
        Assert.Equal(0.125, each[2], 1e-14);
    }

    [Fact]
    public void Two_views_are_told_from_all_others()
    {
        using TensorScope scope = TensorScope.Begin("test");
        const int n = 3, d = 4;
        double[][] rows = [.. Values("a", n, d).ToDoubles().Chunk(d).Concat(Values("b", n, d).ToDoubles().Chunk(d))];
        double Similar(int i, int j)
        {
            double dot = rows[i].Zip(rows[j], (x, y) => x * y).Sum();
            return Math.Exp(dot / Math.Sqrt(rows[i].Sum(x => x * x) * rows[j].Sum(x => x * x)) / 0.2);
        }
        double one = Enumerable.Range(0, n).Average(i => -Math.Log(Similar(i, n + i) / Enumerable.Range(n, n).Sum(j => Similar(i, j))));
        double both = Enumerable.Range(0, 2 * n).Average(i =>
            -Math.Log(Similar(i, (i + n) % (2 * n)) / Enumerable.Range(0, 2 * n).Where(j => j != i).Sum(j => Similar(i, j))));
        Assert.Equal(one, Values("a", n, d).InfoNce(Values("b", n, d), 0.2).Item(), 1e-12);
        Assert.Equal(both, Values("a", n, d).InfoNce(Values("b", n, d), 0.2, symmetric: true).Item(), 1e-12);
    }

    [Fact]
    public void Divergences_of_certain_outcomes_are_finite_where_they_should_be()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor p = Tensor.From([1.0, 0, 0]), q = Tensor.From([0.0, 1, 0]);
        p.RequiresGrad = true;
        Tensor js = p.JsDivergence(q);
        Assert.Equal(Math.Log(2), js.Item(), 1e-15);
        js.Backward();
        Assert.All(p.Grad!.ToDoubles(), g => Assert.False(double.IsNaN(g)));
        Assert.Equal(double.PositiveInfinity, p.Detach().KlDivergence(q).Item());
        Assert.Equal(0, p.Detach().KlDivergence(p.Detach()).Item());
        Assert.Equal(Math.Log(4.0 / 3) * 0.5 + 0.5 * Math.Log(2.0 / 3), Tensor.From([0.5, 0.5]).KlDivergence(Tensor.From([0.375, 0.75])).Item(), 1e-14);
    }

    [Fact]
    public void A_normal_distribution_diverges_by_its_closed_form()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor mean = Tensor.From([1.0, 0, 0, 2], 2, 2), logVar = Tensor.From([0.0, 0, Math.Log(4), 0], 2, 2);
        Assert.Equal([0.5, 0.5 * (4 - 1 - Math.Log(4)) + 2], Tensor.GaussianKl(mean, logVar, Reduction.None).ToDoubles().Select(x => Math.Round(x, 14)), new Near());
        Assert.Equal(7, Tensor.Elbo(Tensor.Scalar(1.0, DType.Float64), Tensor.Scalar(3.0, DType.Float64), 2).Item());
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double a, double b) => Math.Abs(a - b) < 1e-12;

        public int GetHashCode(double x) => 0;
    }
}
