using Athanor.Distributions;

namespace Athanor.Tests.Distributions;

public sealed class DistributionTests
{
    private static readonly Dictionary<string, Func<Distribution>> s_scalars = new()
    {
        ["normal"] = () => new Normal(T(0.7), T(1.3)),
        ["uniform"] = () => new Uniform(T(-0.5), T(1.5)),
        ["exponential"] = () => new Exponential(T(1.7)),
        ["gumbel"] = () => new Gumbel(T(0.4), T(0.8)),
        ["laplace"] = () => new Laplace(T(-0.2), T(0.9)),
        ["gamma"] = () => new Gamma(T(2.5), T(1.4)),
        ["gamma below 1"] = () => new Gamma(T(0.6), T(0.5)),
        ["beta"] = () => new Beta(T(2.2), T(3.1)),
        ["student"] = () => new StudentT(T(7.0), T(0.3), T(0.6)),
        ["truncated"] = () => new TruncatedNormal(T(0.2), T(1.1), -0.7, 2.3),
    };

    private static readonly Dictionary<string, Func<Distribution>> s_counts = new()
    {
        ["bernoulli"] = () => Bernoulli.FromProbs(T(0.3)),
        ["poisson"] = () => new Poisson(T(3.3)),
        ["poisson large"] = () => new Poisson(T(41.5)),
    };

    public static TheoryData<string> Scalars => [.. s_scalars.Keys];

    public static TheoryData<string> Counts => [.. s_counts.Keys];

    /// <summary>The density integrates to 1, and mean, variance and entropy are the integrals that define them.</summary>
    [Theory]
    [MemberData(nameof(Scalars))]
    public void Densities_integrate(string name)
    {
        Distribution p = s_scalars[name]();
        double mass = Integral(p, p, (_, _, _) => 1), mean = Integral(p, p, (x, _, _) => x) / mass;
        Assert.Equal(1, mass, 5e-4); // of the midpoint rule at an edge
        Assert.Equal(mean, p.Mean.Item(), 2e-3);
        Assert.Equal(Integral(p, p, (x, _, _) => (x - mean) * (x - mean)) / mass, p.Variance.Item(), 1e-2);
        Assert.Equal(Integral(p, p, (_, log, _) => -log), p.Entropy().Item(), 2e-3);
    }

    [Theory]
    [MemberData(nameof(Scalars))]
    [MemberData(nameof(Counts))]
    public void Draws_have_the_moments(string name)
    {
        Distribution p = s_scalars.TryGetValue(name, out Func<Distribution>? make) ? make() : s_counts[name]();
        const int n = 40_000;
        double[] draws = p.Sample([n], new RandomSource(3)).ToArray<double>();
        double mean = draws.Average(), variance = draws.Sum(x => (x - mean) * (x - mean)) / n, deviation = p.Deviation.Item();
        Assert.Equal(p.Mean.Item(), mean, 5 * deviation / Math.Sqrt(n));
        Assert.Equal(1, variance / p.Variance.Item(), 0.06);
        Assert.All(draws.Take(1000), x => Assert.True(double.IsFinite(x)));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Probabilities_sum_to_1(string name)
    {
        Distribution p = s_counts[name]();
        Tensor values = Tensor.Arange(0.0, name == "bernoulli" ? 2.0 : 200.0, dtype: DType.Float64), probs = p.LogProb(values).Exp();
        Assert.Equal(1, probs.Sum().Item(), 1e-12);
        Assert.Equal(p.Mean.Item(), (probs * values).Sum().Item(), 1e-10);
        Assert.Equal(p.Variance.Item(), (probs * (values - p.Mean).Square()).Sum().Item(), 1e-9);
    }

    [Fact]
    public void Categories()
    {
        Categorical p = Categorical.FromProbs(Tensor.From([0.2, 0.5, 0.3, 0.0]));
        Assert.Equal([0.2, 0.5, 0.3, 0.0], p.LogProb(Tensor.From([0L, 1, 2, 3])).Exp().ToArray<double>().Select(x => Math.Round(x, 12)));
        Assert.Equal(-(0.2 * Math.Log(0.2) + 0.5 * Math.Log(0.5) + 0.3 * Math.Log(0.3)), p.Entropy().Item(), 1e-12);
        long[] draws = p.Sample([20_000], new RandomSource(5)).ToArray<long>();
        Assert.Equal(0.5, draws.Count(x => x == 1) / 20_000.0, 0.02);
        Assert.DoesNotContain(3, draws);
    }

    [Fact]
    public void Vectors()
    {
        var p = new Dirichlet(Tensor.From([1.5, 0.7, 3.0]));
        Tensor draws = p.Sample([20_000], new RandomSource(6));
        Assert.True((draws.Sum(-1) - 1.0).Abs().Max().Item() < 1e-12);
        Assert.True((draws.Mean(0) - p.Mean).Abs().Max().Item() < 0.01);
        Assert.True((draws.Var([0]) - p.Variance).Abs().Max().Item() < 0.005);
        Assert.Equal(p.Entropy().Item(), -p.LogProb(draws).Mean().Item(), 0.03);
        var two = new Dirichlet(Tensor.From([2.2, 3.1]));
        Assert.Equal(new Beta(T(2.2), T(3.1)).LogProb(T(0.3)).Item(), two.LogProb(Tensor.From([0.3, 0.7])).Item(), 1e-12);

        Tensor covariance = Tensor.From(new[,] { { 1.3, 0.4 }, { 0.4, 0.8 } }), loc = Tensor.From([0.5, -1.0]);
        MultivariateNormal normal = MultivariateNormal.FromCovariance(loc, covariance);
        Tensor x = normal.Sample([20_000], new RandomSource(7)), centred = x - loc;
        Assert.True((centred.MT.MatMul(centred) / 20_000.0 - covariance).Abs().Max().Item() < 0.04);
        Tensor value = Tensor.From([0.1, 0.2]), d = value - loc;
        double expected = -0.5 * d.MatMul(Linalg.Solve(covariance, d)).Item() - 0.5 * Linalg.LogDet(covariance).Item()
            - Math.Log(2 * Math.PI);
        Assert.Equal(expected, normal.LogProb(value).Item(), 1e-12);
        Assert.Equal(normal.Entropy().Item(), -normal.LogProb(x).Mean().Item(), 0.03);
    }

    /// <summary>dE[f(z)]/da of reparameterised draws against the derivative of the exact expectation.</summary>
    [Fact]
    public void Draws_are_differentiable()
    {
        Tensor a = Tensor.Full([40_000], 1.8, DType.Float64);
        a.RequiresGrad = true;
        new Gamma(a, T(1.0)).RSample(random: new RandomSource(8)).Square().Mean().Backward();
        Assert.Equal(2 * 1.8 + 1, a.Grad!.Sum().Item(), 0.1); // E[z²] = a² + a

        Tensor alpha = Tensor.Full([40_000], 0.7, DType.Float64);
        alpha.RequiresGrad = true;
        new Beta(alpha, T(1.5)).RSample(random: new RandomSource(9)).Mean().Backward();
        Assert.Equal(1.5 / (2.2 * 2.2), alpha.Grad!.Sum().Item(), 0.01); // E = a / (a + b)
    }

    [Fact]
    public void Slope_of_gamma_draws()
    {
        // For a = 1 the derivative is known by quadrature of the density's derivative in a: ∂P/∂a = ∫ (ln t + γ)·e^(−t) dt.
        foreach (double z in (double[])[0.01, 0.5, 1.5, 2.5, 6, 15])
        {
            // The whole integral is 0, so that far out the part above z is the one to take.
            const int steps = 200_000;
            double sum = 0, top = z < 2 ? Math.Sqrt(z) : 40;
            for (int i = 0; i < steps; i++)
            {
                double s = (i + 0.5) / steps * top, t = z < 2 ? s * s : z + s; // t = s² takes the edge off the logarithm
                sum += (Math.Log(t) + 0.57721566490153286) * Math.Exp(z - t) * (z < 2 ? -2 * s : 1) * top / steps;
            }
            Assert.Equal(1, Athanor.Ops.GammaSlope.At(1, z) / sum, 1e-6);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_draws()
    {
        var p = new Gamma(Tensor.Full([50], 0.3, DType.Float64), T(1.0));
        Assert.Equal(p.Sample([70], new RandomSource(1)).ToArray<double>(), p.Sample([70], new RandomSource(1)).ToArray<double>());
        var random = new RandomSource(1);
        Assert.NotEqual(p.Sample(random: random).ToArray<double>(), p.Sample(random: random).ToArray<double>());
    }

    [Fact]
    public void Draws_without_derivatives_say_so() =>
        Assert.Equal(
            "Poisson: its draws have no derivatives; use Sample, and LogProb for a score-function gradient",
            Assert.Throws<TensorException>(() => new Poisson(T(1.0)).RSample()).Message);

    internal static Tensor T(double value) => Tensor.Full(Shape.Scalar, value, DType.Float64);

    /// <summary>∫ p(x)·f(x, ln p(x), ln q(x)) dx by the midpoint rule under x = sinh(s)/100, which is dense at 0 and reaches far.</summary>
    internal static double Integral(Distribution p, Distribution q, Func<double, double, double, double> f)
    {
        const int n = 40_000;
        var at = new double[n];
        var weight = new double[n];
        for (int i = 0; i < n; i++)
        {
            double s = ((i + 0.5) / n - 0.5) * 24;
            (at[i], weight[i]) = (Math.Sinh(s) * 1e-2, Math.Cosh(s) * 1e-2 * 24 / n);
        }
        double[] logs = p.LogProb(Tensor.From(at)).ToArray<double>(), others = q.LogProb(Tensor.From(at)).ToArray<double>();
        double sum = 0;
        for (int i = 0; i < n; i++)
            if (Math.Exp(logs[i]) is var density && density > 0)
                sum += density * weight[i] * f(at[i], logs[i], others[i]);
        return sum;
    }
}
