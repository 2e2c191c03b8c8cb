namespace Athanor.Nn;

/// <summary>Stochastic gradient descent, with momentum (Polyak 1964, in PyTorch's form) or its Nesterov variant.</summary>
public sealed class Sgd : Optimizer
{
    private readonly double _momentum;
    private readonly double _dampening;
    private readonly bool _nesterov;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">What is kept of the velocity.</param>
    /// <param name="dampening">What is kept out of it of the gradient.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="nesterov">Whether the step looks ahead along the velocity.</param>
    public Sgd(
        IEnumerable<ParameterGroup> groups, double learningRate = 0.001, double momentum = 0, double dampening = 0,
        double weightDecay = 0, bool nesterov = false)
        : base(groups, learningRate, weightDecay)
    {
        NotNegative(momentum);
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException("Nesterov needs momentum and no dampening", nameof(nesterov));
        _momentum = momentum;
        _dampening = dampening;
        _nesterov = nesterov;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">What is kept of the velocity.</param>
    /// <param name="dampening">What is kept out of it of the gradient.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="nesterov">Whether the step looks ahead along the velocity.</param>
    public Sgd(
        IEnumerable<Tensor> parameters, double learningRate = 0.001, double momentum = 0, double dampening = 0, double weightDecay = 0,
        bool nesterov = false)
        : this(One(parameters), learningRate, momentum, dampening, weightDecay, nesterov)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        Tensor? velocity = _momentum == 0 ? null : state.Get("momentum_buffer", parameter);
        parameter.SgdStepInPlace(
            gradient, velocity, group.LearningRate, group.WeightDecay, _momentum, _dampening, _nesterov, state.Step == 1);
    }
}
