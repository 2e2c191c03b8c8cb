using Athanor.Autograd;

namespace Athanor;

public partial class Tensor
{
    /// <summary>(x − target)².</summary>
    public Tensor MseLoss(Tensor target, Reduction reduction = Reduction.Mean) => ByReduction((this - target).Square(), reduction, "mse_loss");

    /// <summary>|x − target|.</summary>
    public Tensor L1Loss(Tensor target, Reduction reduction = Reduction.Mean) => ByReduction((this - target).Abs(), reduction, "l1_loss");

    /// <summary>½(x − target)²/β within β of the target, |x − target| − ½β outside; |x − target| for β = 0 (Girshick 2015).</summary>
    /// <exception cref="TensorException">β is negative.</exception>
    public Tensor SmoothL1Loss(Tensor target, double beta = 1, Reduction reduction = Reduction.Mean)
    {
        if (beta < 0)
            throw new TensorException("smooth_l1_loss", $"beta must not be negative, got {beta}");
        if (beta == 0)
            return L1Loss(target, reduction);
        Tensor distance = (this - target).Abs();
        return ByReduction(Where(distance < beta, distance.Square() * (0.5 / beta), distance - 0.5 * beta), reduction, "smooth_l1_loss");
    }

    /// <summary>½(x − target)² within δ of the target, δ(|x − target| − ½δ) outside (Huber 1964).</summary>
    /// <exception cref="TensorException">δ is not positive.</exception>
    public Tensor HuberLoss(Tensor target, double delta = 1, Reduction reduction = Reduction.Mean)
    {
        if (!(delta > 0))
            throw new TensorException("huber_loss", $"delta must be positive, got {delta}");
        Tensor distance = (this - target).Abs();
        return ByReduction(Where(distance <= delta, distance.Square() * 0.5, (distance - 0.5 * delta) * delta), reduction, "huber_loss");
    }

    /// <summary>
    /// The negative log likelihood of counts under a Poisson distribution of rate e^x (or x itself); <paramref name="full"/> adds Stirling's
    /// approximation of ln target!.
    /// </summary>
    public Tensor PoissonNllLoss(Tensor target, bool logInput = true, bool full = false, double eps = 1e-8, Reduction reduction = Reduction.Mean)
    {
        Tensor loss = logInput ? Exp() - target * this : this - target * (this + eps).Log();
        if (full)
        {
            Tensor above = target > 1.0;
            Tensor safe = Where(above, target, target.OnesLike());
            Tensor stirling = safe * safe.Log() - safe + (safe * (2 * Math.PI)).Log() * 0.5;
            loss = loss + Where(above, stirling, stirling.ZerosLike());
        }
        return ByReduction(loss, reduction, "poisson_nll_loss");
    }

    /// <summary>
    /// The negative log likelihood of targets under normal distributions of this mean and a variance (of this shape, or one for each row, or
    /// a number), not below ε; <paramref name="full"/> adds ½ ln 2π (Nix and Weigend 1994).
    /// </summary>
    /// <exception cref="TensorException">The variance's shape does not fit.</exception>
    public Tensor GaussianNllLoss(Tensor target, Tensor variance, bool full = false, double eps = 1e-6, Reduction reduction = Reduction.Mean)
    {
        if (variance.Shape != Shape && Rank > 0 && variance.Shape == Shape[..^1])
            variance = variance.Unsqueeze(-1);
        else if (variance.Shape != Shape && variance.Count != 1 && (variance.Rank != Rank || variance.Shape != Shape.With(-1, 1)))
            throw new TensorException("gaussian_nll_loss", $"the variance must have shape {Shape} or one element for each row, got {variance.Shape}");
        Tensor bounded = variance;
        using (GradMode.NoGrad())
            bounded = variance.Clamp(low: eps) - variance;

        // The bound moves the value alone: its gradient is that of the variance.
        bounded = variance + bounded;
        Tensor loss = (bounded.Log() + (this - target).Square() / bounded) * 0.5;
        return ByReduction(full ? loss + 0.5 * Math.Log(2 * Math.PI) : loss, reduction, "gaussian_nll_loss");
    }

    private static Tensor ByReduction(Tensor loss, Reduction reduction, string op) => reduction switch
    {
        Reduction.None => loss,
        Reduction.Mean => loss.Mean(),
        Reduction.Sum => loss.Sum(),
        _ => throw new TensorException(op, $"the reduction must be None, Mean or Sum, got {reduction}"),
    };
}
