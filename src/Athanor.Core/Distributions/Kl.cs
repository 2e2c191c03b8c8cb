namespace Athanor.Distributions;

/// <summary>Kullback–Leibler divergences in closed form.</summary>
public static class Kl
{
    /// <summary>∫ p·ln(p / q), for each distribution of the batch; ∞ where q has no mass that p has.</summary>
    /// <exception cref="TensorException">There is no closed form for the pair.</exception>
    public static Tensor Divergence(Distribution p, Distribution q) => (p, q) switch
    {
        (Normal a, Normal b) => Normals(a, b),
        (Bernoulli a, Bernoulli b) => a.Probs * (a.Logits - b.Logits) - a.Logits.Softplus(threshold: 50) + b.Logits.Softplus(threshold: 50),
        (Categorical a, Categorical b) => Categoricals(a, b),
        (Exponential a, Exponential b) => (a.Rate / b.Rate).Log() + b.Rate / a.Rate - 1.0,
        (Gamma a, Gamma b) => Gammas(a.Concentration, a.Rate, b.Concentration, b.Rate),
        (Exponential a, Gamma b) => Gammas(a.Rate.Detach() * 0.0 + 1.0, a.Rate, b.Concentration, b.Rate),
        (Gamma a, Exponential b) => Gammas(a.Concentration, a.Rate, b.Rate.Detach() * 0.0 + 1.0, b.Rate),
        (Beta a, Beta b) => Betas(a, b),
        (Dirichlet a, Dirichlet b) => Dirichlets(a, b),
        (Laplace a, Laplace b) => Laplaces(a, b),
        (Uniform a, Uniform b) => Uniforms(a, b),
        (Uniform a, Normal b) => UniformFromNormal(a, b),
        (Poisson a, Poisson b) => a.Rate.XLogY(a.Rate / b.Rate) - a.Rate + b.Rate,
        (Gumbel a, Gumbel b) => Gumbels(a, b),
        (MultivariateNormal a, MultivariateNormal b) => Multivariate(a, b),
        _ => throw new TensorException("kl",
            $"no closed form is known for {p.GetType().Name} and {q.GetType().Name}; average LogProb differences over draws"),
    };

    private static Tensor Normals(Normal p, Normal q)
    {
        Tensor ratio = (p.Scale / q.Scale).Square(), shift = ((p.Loc - q.Loc) / q.Scale).Square();
        return (ratio + shift - 1.0 - ratio.Log()) * 0.5;
    }

    private static Tensor Categoricals(Categorical p, Categorical q)
    {
        Tensor none = p.Probs.EqualTo(0.0), missing = q.Probs.EqualTo(0.0), terms = p.Probs * (p.Logits - q.Logits),
            zero = p.Probs.Detach() * 0.0;
        return Tensor.Where(none, zero, Tensor.Where(missing, zero + double.PositiveInfinity, terms)).Sum(-1);
    }

    private static Tensor Gammas(Tensor a, Tensor rateA, Tensor b, Tensor rateB) =>
        b * (rateA / rateB).Log() + b.LogGamma() - a.LogGamma() + (a - b) * a.Digamma() + (rateB - rateA) * (a / rateA);

    private static Tensor Betas(Beta p, Beta q)
    {
        Tensor sum = p.Concentration1 + p.Concentration0;
        return q.LogNormaliser - p.LogNormaliser + (p.Concentration1 - q.Concentration1) * p.Concentration1.Digamma()
            + (p.Concentration0 - q.Concentration0) * p.Concentration0.Digamma() + (q.Concentration1 + q.Concentration0
            - sum) * sum.Digamma();
    }

    private static Tensor Dirichlets(Dirichlet p, Dirichlet q)
    {
        Tensor shift = p.Concentration.Digamma() - p.Concentration.Sum(-1, keepDim: true).Digamma();
        return q.LogNormaliser - p.LogNormaliser + ((p.Concentration - q.Concentration) * shift).Sum(-1);
    }

    private static Tensor Laplaces(Laplace p, Laplace q)
    {
        Tensor ratio = p.Scale / q.Scale, distance = (p.Loc - q.Loc).Abs();
        return -ratio.Log() + distance / q.Scale + ratio * (-(distance / p.Scale)).Exp() - 1.0;
    }

    private static Tensor Uniforms(Uniform p, Uniform q)
    {
        Tensor result = ((q.High - q.Low) / (p.High - p.Low)).Log(), outside = (q.Low > p.Low).LogicalOr(q.High < p.High);
        return Tensor.Where(outside, result.Detach() * 0.0 + double.PositiveInfinity, result);
    }

    private static Tensor UniformFromNormal(Uniform p, Normal q)
    {
        Tensor width = p.High - p.Low, shift = (p.High + p.Low) * 0.5 - q.Loc;
        return (width.Square() / 12.0 + shift.Square()) / (q.Scale.Square() * 2.0) + q.Scale.Log() + 0.5 * Math.Log(2 * Math.PI)
            - width.Log();
    }

    private static Tensor Gumbels(Gumbel p, Gumbel q)
    {
        Tensor ratio = p.Scale / q.Scale, shift = (q.Loc - p.Loc) / q.Scale;
        return -ratio.Log() - shift + ratio * Gumbel.Euler + (shift + (ratio + 1.0).LogGamma()).Exp() - (1 + Gumbel.Euler);
    }

    private static Tensor Multivariate(MultivariateNormal p, MultivariateNormal q)
    {
        Tensor spread = Linalg.SolveTriangular(q.ScaleTril, p.ScaleTril, upper: false).Square().Sum([-2, -1]);
        Tensor shift = Linalg.SolveTriangular(q.ScaleTril, (q.Loc - p.Loc).Unsqueeze(-1), upper: false).Square().Sum([-2, -1]);
        return (spread + shift - p.Loc.Shape[^1]) * 0.5 + q.LogRoot - p.LogRoot;
    }
}
