namespace Athanor.Nn;

/// <summary>
/// What losses of an input and a target share: the numbers of <see cref="Tensor"/>'s methods as modules under PyTorch's names.
/// </summary>
public abstract class Loss : Module<(Tensor Input, Tensor Target), Tensor>
{
    private protected Loss(Reduction reduction) => Reduction = reduction;

    /// <summary>What is made of the values of single elements.</summary>
    public Reduction Reduction { get; }

    /// <summary>The loss of an input against a target.</summary>
    public Tensor Call(Tensor input, Tensor target) => Call((input, target));

    /// <summary>The loss itself.</summary>
    protected abstract Tensor Of(Tensor input, Tensor target);

    /// <inheritdoc/>
    protected sealed override Tensor Forward((Tensor Input, Tensor Target) input) => Of(input.Input, input.Target);
}
