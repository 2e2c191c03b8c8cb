namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// Σ p ln(p / q) along a dimension, the Kullback-Leibler divergence of the distribution <paramref name="other"/> = q from this one; infinite
    /// where q is 0 and p is not. See <see cref="KlDiv"/> for PyTorch's elementwise form.
    /// </summary>
    /// <param name="other">The other distribution, of the same shape.</param>
    /// <param name="logits">Whether both are logits, whose softmax are the distributions.</param>
    /// <param name="dim">The dimension of the outcomes.</param>
    /// <param name="reduction">What becomes of the single divergences.</param>
    /// <exception cref="TensorException">The shapes differ.</exception>
    public Tensor KlDivergence(Tensor other, bool logits = false, int dim = -1, Reduction reduction = Reduction.Mean)
    {
        (Tensor p, Tensor logP, Tensor _, Tensor logQ) = WithLogs("kl_divergence", other, logits, dim);
        if (!logits)
            logQ = Where(p.EqualTo(0), other.OnesLike(), other).Log();
        return ByReduction(Relative(p, logP, logQ, dim), reduction, "kl_divergence");
    }

    /// <summary>
    /// ½ KL(p‖m) + ½ KL(q‖m) along a dimension with m = ½ (p + q), the Jensen-Shannon divergence: symmetric, and at most ln 2 (Lin 1991).
    /// </summary>
    /// <param name="other">The other distribution, of the same shape.</param>
    /// <param name="logits">Whether both are logits, whose softmax are the distributions.</param>
    /// <param name="dim">The dimension of the outcomes.</param>
    /// <param name="reduction">What becomes of the single divergences.</param>
    /// <exception cref="TensorException">The shapes differ.</exception>
    public Tensor JsDivergence(Tensor other, bool logits = false, int dim = -1, Reduction reduction = Reduction.Mean)
    {
        (Tensor p, Tensor logP, Tensor q, Tensor logQ) = WithLogs("js_divergence", other, logits, dim);
        Tensor middle = (p + q) * 0.5;
        Tensor none = middle.EqualTo(0);
        Tensor logM = Where(none, middle.ZerosLike(), Where(none, middle.OnesLike(), middle).Log());
        return ByReduction((Relative(p, logP, logM, dim) + Relative(q, logQ, logM, dim)) * 0.5, reduction, "js_divergence");
    }

    /// <summary>
    /// −½ Σ (1 + ln σ² − μ² − σ²): the Kullback-Leibler divergence of normal distributions of independent elements from the standard one, one
    /// for each entry of the first dimension (of a vector, one in all) (Kingma and Welling 2014).
    /// </summary>
    /// <param name="mean">μ.</param>
    /// <param name="logVar">ln σ², of the same shape.</param>
    /// <param name="reduction">What becomes of the single divergences.</param>
    /// <exception cref="TensorException">The shapes differ.</exception>
    public static Tensor GaussianKl(Tensor mean, Tensor logVar, Reduction reduction = Reduction.Mean)
    {
        if (mean.Shape != logVar.Shape || mean.Rank == 0)
            throw new TensorException("gaussian_kl", $"expected mean and log variance of one shape, at least a vector, got {mean.Shape} and {logVar.Shape}");
        Tensor each = (mean.Square() + logVar.Exp() - logVar - 1.0) * 0.5;
        return ByReduction(each.Rank == 1 ? each.Sum() : each.Flatten(1).Sum(1), reduction, "gaussian_kl");
    }

    /// <summary>
    /// reconstruction + β · kl: minus the evidence lower bound, which is the loss of a variational autoencoder (Kingma and Welling 2014; β other
    /// than 1: Higgins et al. 2017).
    /// </summary>
    /// <param name="reconstruction">Minus the log likelihood of the data, such as a cross entropy summed over each example.</param>
    /// <param name="kl">The divergence of the code's distribution, as <see cref="GaussianKl"/> gives it.</param>
    /// <param name="beta">What the divergence weighs.</param>
    public static Tensor Elbo(Tensor reconstruction, Tensor kl, double beta = 1) => reconstruction + kl * beta;

    private (Tensor P, Tensor LogP, Tensor Q, Tensor LogQ) WithLogs(string op, Tensor other, bool logits, int dim)
    {
        if (other.Shape != Shape || Rank == 0)
            throw new TensorException(op, $"expected two tensors of one shape, at least vectors, got {Shape} and {other.Shape}");
        if (!logits)
            return (this, SafeLog(this), other, SafeLog(other));
        Tensor logP = LogSoftmax(dim), logQ = other.LogSoftmax(dim);
        return (logP.Exp(), logP, logQ.Exp(), logQ);
    }

    /// <summary>Σ p (ln p − ln q), where p = 0 counts as 0 and has no slope.</summary>
    private static Tensor Relative(Tensor p, Tensor logP, Tensor logQ, int dim)
    {
        Tensor zero = p.EqualTo(0), nothing = p.ZerosLike();
        return (p * (Where(zero, nothing, logP) - Where(zero, nothing, logQ))).Sum(dim);
    }

    private static Tensor SafeLog(Tensor p) => Where(p.EqualTo(0), p.OnesLike(), p).Log();
}
