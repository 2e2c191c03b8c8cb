using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// Minus the log probability that a sequence, read without blanks and with repetitions taken together, is the target: the connectionist
    /// temporal classification of log probabilities (T, N, C) or (T, C) (Graves et al. 2006). It is not differentiable twice.
    /// </summary>
    /// <param name="targets">The classes, int64: (N, S), or one target after another in one dimension; (S) without a batch.</param>
    /// <param name="inputLengths">How many of T count, int64 (N), or a scalar without a batch.</param>
    /// <param name="targetLengths">The targets' lengths, int64 (N), or a scalar without a batch.</param>
    /// <param name="blank">The class that stands for nothing.</param>
    /// <param name="zeroInfinity">Whether a target that no path can make costs (and teaches) nothing instead of infinitely much.</param>
    /// <param name="reduction">The mean is of losses divided by their targets' lengths (at least 1).</param>
    /// <exception cref="TensorException">Shapes do not fit, a length is too large, or a target's class is none or the blank.</exception>
    /// <remarks>
    /// The gradient is that of the log probabilities as they stand. PyTorch adds their exponential, which makes no difference once it has gone
    /// back through a log-softmax.
    /// </remarks>
    public Tensor CtcLoss(
        Tensor targets, Tensor inputLengths, Tensor targetLengths, int blank = 0, bool zeroInfinity = false, Reduction reduction = Reduction.Mean)
    {
        const string op = "ctc_loss";
        if (Rank == 2)
        {
            if (targets.Rank != 1)
                throw new TensorException(op, $"expected a target (S) for log probabilities (T, C), got {targets.Shape}");
            Tensor single = Unsqueeze(1).CtcLoss(targets.Unsqueeze(0), inputLengths.Reshape(-1), targetLengths.Reshape(-1), blank, zeroInfinity, Reduction.None);
            if (reduction == Reduction.Mean)
                single = single / targetLengths.Reshape(-1).Clamp(low: 1).To(DType);
            return ByReduction(single.Squeeze(0), reduction, op);
        }

        // Targets one after another do not tell by their shape how much room the longest needs.
        int longest = targets.Rank == 2 ? targets.Shape[1]
            : Device.Kind == DeviceKind.Meta ? (int)targets.Count
            : targetLengths.Count == 0 ? 0 : checked((int)Math.Clamp(targetLengths.Max().ItemInt64(), 0, targets.Count));
        Tensor loss = ApplyMany(new CtcLoss(blank, zeroInfinity, longest), this, targets, inputLengths, targetLengths)[0];
        if (reduction == Reduction.Mean)
            loss = loss / targetLengths.Clamp(low: 1).To(loss.DType);
        return ByReduction(loss, reduction, op);
    }
}
