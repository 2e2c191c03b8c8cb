using Athanor.Distributions;

namespace Athanor.Tests.Distributions;

public sealed class KlTests
{
    /// <summary>Closed forms against ∫ p·(ln p − ln q).</summary>
    [Fact]
    public void Agrees_with_integration()
    {
        (Distribution P, Distribution Q)[] pairs =
        [
            (new Normal(T(0.7), T(1.3)), new Normal(T(-0.2), T(0.9))),
            (new Exponential(T(1.7)), new Exponential(T(0.6))),
            (new Gamma(T(2.5), T(1.4)), new Gamma(T(1.3), T(2.0))),
            (new Exponential(T(1.2)), new Gamma(T(1.3), T(2.0))),
            (new Gamma(T(2.5), T(1.4)), new Exponential(T(0.6))),
            (new Beta(T(2.2), T(3.1)), new Beta(T(1.2), T(0.8))),
            (new Laplace(T(0.3), T(0.9)), new Laplace(T(-0.4), T(1.5))),
            (new Uniform(T(-0.5), T(0.5)), new Uniform(T(-1.0), T(2.0))),
            (new Uniform(T(-0.5), T(0.5)), new Normal(T(0.3), T(0.7))),
            (new Gumbel(T(0.4), T(0.8)), new Gumbel(T(0.1), T(1.4))),
        ];
        foreach ((Distribution p, Distribution q) in pairs)
        {
            double expected = DistributionTests.Integral(p, q, (_, log, other) => log - other);
            Assert.Equal(expected, Kl.Divergence(p, q).Item(), 2e-3);
        }
    }

    [Fact]
    public void Agrees_with_sums()
    {
        Categorical a = Categorical.FromProbs(Tensor.From([0.2, 0.5, 0.3])), b = Categorical.FromProbs(Tensor.From([0.4, 0.4, 0.2]));
        Assert.Equal(0.2 * Math.Log(0.5) + 0.5 * Math.Log(1.25) + 0.3 * Math.Log(1.5), Kl.Divergence(a, b).Item(), 1e-12);
        Bernoulli c = Bernoulli.FromProbs(T(0.3)), d = Bernoulli.FromProbs(T(0.6));
        Assert.Equal(0.3 * Math.Log(0.5) + 0.7 * Math.Log(0.7 / 0.4), Kl.Divergence(c, d).Item(), 1e-12);
        Assert.Equal(3 * Math.Log(3 / 2.0) - 1, Kl.Divergence(new Poisson(T(3)), new Poisson(T(2))).Item(), 1e-12);
        Categorical none = Categorical.FromProbs(Tensor.From([0.5, 0.5, 0.0]));
        Assert.Equal(double.PositiveInfinity, Kl.Divergence(a, none).Item());
        Assert.True(double.IsFinite(Kl.Divergence(none, a).Item()));
    }

    [Fact]
    public void Vectors_agree_with_their_scalar_cases()
    {
        Assert.Equal(
            Kl.Divergence(new Beta(T(2.2), T(3.1)), new Beta(T(1.2), T(0.8))).Item(),
            Kl.Divergence(new Dirichlet(Tensor.From([2.2, 3.1])), new Dirichlet(Tensor.From([1.2, 0.8]))).Item(),
            1e-12);
        MultivariateNormal p = MultivariateNormal.FromCovariance(Tensor.From([0.7, 0.1]), Tensor.From(new[,] { { 1.69, 0 }, { 0, 4.0 } }));
        MultivariateNormal q = MultivariateNormal.FromCovariance(Tensor.From([-0.2, 0.5]), Tensor.From(new[,] { { 0.81, 0 }, { 0, 1.0 } }));
        double expected = Kl.Divergence(new Normal(Tensor.From([0.7, 0.1]), Tensor.From([1.3, 2.0])), new Normal(Tensor.From([-0.2, 0.5]),
            Tensor.From([0.9, 1.0]))).Sum().Item();
        Assert.Equal(expected, Kl.Divergence(p, q).Item(), 1e-12);
    }

    private static Tensor T(double value) => DistributionTests.T(value);
}
