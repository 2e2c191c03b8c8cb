using Athanor.Ops;

namespace Athanor;

/// <remarks>The steps of the commonest optimizers, each one pass over memory; <c>Athanor.Nn</c> has the optimizers themselves.</remarks>
public partial class Tensor
{
    /// <summary>Moves this tensor by one step of stochastic gradient descent.</summary>
    /// <param name="gradient">Of this tensor's shape.</param>
    /// <param name="velocity">The state of momentum; written. Needed if <paramref name="momentum"/> is not 0.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="weightDecay">Added to the gradient, times this tensor.</param>
    /// <param name="momentum">What is kept of the velocity.</param>
    /// <param name="dampening">What is kept out of it of the gradient.</param>
    /// <param name="nesterov">Whether the step looks ahead along the velocity.</param>
    /// <param name="first">Whether this is the first step, where the velocity is the gradient itself.</param>
    /// <exception cref="TensorException">The tensors differ in shape or type.</exception>
    public void SgdStepInPlace(
        Tensor gradient, Tensor? velocity, double rate, double weightDecay = 0, double momentum = 0, double dampening = 0,
        bool nesterov = false, bool first = false)
    {
        var rule = new SgdStep(rate, weightDecay, momentum, dampening, nesterov, first);
        if (momentum == 0)
            StepInPlace(rule, gradient, []);
        else
            StepInPlace(rule, gradient, [velocity ?? throw new TensorException(SgdStep.Name, "momentum needs a velocity, got null")]);
    }

    /// <summary>Moves this tensor by one step of Adam (Kingma and Ba 2015), AdamW (Loshchilov and Hutter 2019) or AMSGrad.</summary>
    /// <param name="gradient">Of this tensor's shape.</param>
    /// <param name="mean">The first moment; written.</param>
    /// <param name="square">The second moment; written.</param>
    /// <param name="largest">The largest second moment (AMSGrad), or null; written.</param>
    /// <param name="step">Which step this is, from 1.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="beta1">What is kept of the first moment.</param>
    /// <param name="beta2">What is kept of the second.</param>
    /// <param name="epsilon">Added to the root.</param>
    /// <param name="weightDecay">The pull toward 0.</param>
    /// <param name="decoupled">Whether the pull is on this tensor itself (AdamW) or part of the gradient.</param>
    /// <exception cref="TensorException">The tensors differ in shape or type.</exception>
    public void AdamStepInPlace(
        Tensor gradient, Tensor mean, Tensor square, Tensor? largest, long step, double rate, double beta1 = 0.9, double beta2 = 0.999,
        double epsilon = 1e-8, double weightDecay = 0, bool decoupled = false)
    {
        var rule = new AdamStep(
            rate, beta1, beta2, epsilon, weightDecay, decoupled, largest is not null, 1 - Math.Pow(beta1, step),
            Math.Sqrt(1 - Math.Pow(beta2, step)));
        StepInPlace(rule, gradient, largest is null ? [mean, square] : [mean, square, largest]);
    }

    /// <summary>Moves this tensor by one step of RMSProp (Hinton 2012).</summary>
    /// <param name="gradient">Of this tensor's shape.</param>
    /// <param name="square">The mean square; written.</param>
    /// <param name="mean">The mean, of the centered form (Graves 2013), or null; written.</param>
    /// <param name="velocity">The state of momentum; written. Needed if <paramref name="momentum"/> is above 0.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="alpha">What is kept of the mean square.</param>
    /// <param name="epsilon">Added to the root.</param>
    /// <param name="weightDecay">Added to the gradient, times this tensor.</param>
    /// <param name="momentum">What is kept of the velocity.</param>
    /// <exception cref="TensorException">The tensors differ in shape or type.</exception>
    public void RmsPropStepInPlace(
        Tensor gradient, Tensor square, Tensor? mean, Tensor? velocity, double rate, double alpha = 0.99, double epsilon = 1e-8,
        double weightDecay = 0, double momentum = 0)
    {
        List<Tensor> state = [square];
        if (mean is not null)
            state.Add(mean);
        if (momentum > 0)
            state.Add(velocity ?? throw new TensorException(RmsPropStep.Name, "momentum needs a velocity, got null"));
        StepInPlace(new RmsPropStep(rate, alpha, epsilon, weightDecay, momentum, mean is not null), gradient, state.ToArray());
    }

    private void StepInPlace<R>(R rule, Tensor gradient, ReadOnlySpan<Tensor> state)
        where R : unmanaged, IStepRule
    {
        Tensor[] all = [this, .. state, gradient];
        int written = all.Length - 1;
        // The kernel walks memory; what does not lie row by row is moved in a copy.
        if (Array.TrueForAll(all[..written], t => t.IsContiguous))
        {
            Update(new Step<R>(rule), written, all);
            return;
        }
        Tensor[] packed = Array.ConvertAll(all, t => t.Contiguous());
        Update(new Step<R>(rule), written, packed);
        for (int i = 0; i < written; i++)
            if (!ReferenceEquals(packed[i], all[i]))
                all[i].CopyFrom(packed[i]);
    }
}
