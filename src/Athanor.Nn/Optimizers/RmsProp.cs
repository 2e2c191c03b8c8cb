namespace Athanor.Nn;

/// <summary>RMSProp (Hinton 2012): steps over the root of the gradient's mean square; centered (Graves 2013), its variance.</summary>
public sealed class RmsProp : Optimizer
{
    private readonly double _alpha;
    private readonly double _epsilon;
    private readonly double _momentum;
    private readonly bool _centered;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="alpha">What is kept of the mean square.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="momentum">What is kept of the velocity.</param>
    /// <param name="centered">Whether the mean is taken off.</param>
    public RmsProp(
        IEnumerable<ParameterGroup> groups, double learningRate = 1e-2, double alpha = 0.99, double epsilon = 1e-8,
        double weightDecay = 0, double momentum = 0, bool centered = false)
        : base(groups, learningRate, weightDecay)
    {
        Share(alpha);
        NotNegative(epsilon);
        NotNegative(momentum);
        _alpha = alpha;
        _epsilon = epsilon;
        _momentum = momentum;
        _centered = centered;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="alpha">What is kept of the mean square.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="momentum">What is kept of the velocity.</param>
    /// <param name="centered">Whether the mean is taken off.</param>
    public RmsProp(
        IEnumerable<Tensor> parameters, double learningRate = 1e-2, double alpha = 0.99, double epsilon = 1e-8, double weightDecay = 0,
        double momentum = 0, bool centered = false)
        : this(One(parameters), learningRate, alpha, epsilon, weightDecay, momentum, centered)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        Tensor? mean = _centered ? state.Get("grad_avg", parameter) : null;
        Tensor? velocity = _momentum > 0 ? state.Get("momentum_buffer", parameter) : null;
        parameter.RmsPropStepInPlace(
            gradient, state.Get("square_avg", parameter), mean, velocity, group.LearningRate, _alpha, _epsilon, group.WeightDecay,
            _momentum);
    }
}
