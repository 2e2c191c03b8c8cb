namespace Athanor.Nn;

/// <summary>Masks of attention.</summary>
public static class Masks
{
    /// <summary>(targets, sources): 0 up to the target's own place, −∞ behind it.</summary>
    /// <param name="targets">How many targets.</param>
    /// <param name="sources">How many sources; as many if left out.</param>
    /// <param name="like">Gives the type and device.</param>
    public static Tensor Causal(int targets, int? sources = null, Tensor? like = null)
    {
        using Defaults.Restore device = Defaults.On(like?.Device ?? Defaults.Device);
        Tensor row = Tensor.Arange(targets).Unsqueeze(1), column = Tensor.Arange(sources ?? targets).Unsqueeze(0);
        Tensor zeros = Tensor.Zeros([targets, sources ?? targets], like?.DType ?? Defaults.DType);
        return Tensor.Where(column > row, Tensor.Scalar(double.NegativeInfinity, zeros.DType), zeros);
    }

    /// <summary>A mask as numbers to add to scores: −∞ where a truth value forbids; numbers stay.</summary>
    public static Tensor Additive(Tensor mask, Tensor like)
    {
        if (mask.DType != DType.Bool)
            return mask.To(like.DType);
        var scalar = new Shape();
        return Tensor.Where(mask, Tensor.Full(like.Spec.With(scalar), double.NegativeInfinity), Tensor.Full(like.Spec.With(scalar), 0));
    }
}
