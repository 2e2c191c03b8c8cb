namespace Athanor.Nn;

/// <summary>LARS (You et al. 2017): momentum whose rate follows the parameter's size over its gradient's, tensor by tensor.</summary>
public sealed class Lars : Optimizer
{
    private readonly double _momentum;
    private readonly double _trust;
    private readonly double _epsilon;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">What is kept of the velocity.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="trust">The share of the parameter's size that a step may have.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    public Lars(
        IEnumerable<ParameterGroup> groups, double learningRate = 0.1, double momentum = 0.9, double weightDecay = 0,
        double trust = 1e-3, double epsilon = 1e-8)
        : base(groups, learningRate, weightDecay)
    {
        NotNegative(momentum);
        NotNegative(trust);
        NotNegative(epsilon);
        _momentum = momentum;
        _trust = trust;
        _epsilon = epsilon;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">What is kept of the velocity.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="trust">The share of the parameter's size that a step may have.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    public Lars(
        IEnumerable<Tensor> parameters, double learningRate = 0.1, double momentum = 0.9, double weightDecay = 0, double trust = 1e-3,
        double epsilon = 1e-8)
        : this(One(parameters), learningRate, momentum, weightDecay, trust, epsilon)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        Tensor velocity = state.Get("momentum_buffer", parameter);
        Tensor size = parameter.Square().Sum().Sqrt(), length = gradient.Square().Sum().Sqrt();
        Tensor local = size * _trust / (length + size * group.WeightDecay + _epsilon);
        local = Tensor.Where((size > 0).LogicalAnd(length > 0), local, local.OnesLike());
        velocity.MultiplyInPlace(_momentum);
        velocity.AddInPlace(gradient.Add(parameter, group.WeightDecay) * local, group.LearningRate);
        parameter.AddInPlace(velocity, -1);
    }
}
