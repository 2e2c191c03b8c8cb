namespace Athanor.Nn;

/// <summary>LAMB (You et al. 2020): Adam whose step is as large as the parameter, tensor by tensor, for large batches.</summary>
public sealed class Lamb : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">What is kept of the first moment.</param>
    /// <param name="beta2">What is kept of the second moment.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">The pull of the parameter toward 0, part of the step.</param>
    public Lamb(
        IEnumerable<ParameterGroup> groups, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-6,
        double weightDecay = 0)
        : base(groups, learningRate, weightDecay)
    {
        Share(beta1);
        Share(beta2);
        NotNegative(epsilon);
        _beta1 = beta1;
        _beta2 = beta2;
        _epsilon = epsilon;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">What is kept of the first moment.</param>
    /// <param name="beta2">What is kept of the second moment.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">The pull of the parameter toward 0, part of the step.</param>
    public Lamb(
        IEnumerable<Tensor> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-6,
        double weightDecay = 0)
        : this(One(parameters), learningRate, beta1, beta2, epsilon, weightDecay)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        Tensor mean = state.Get("exp_avg", parameter), square = state.Get("exp_avg_sq", parameter);
        mean.LerpInPlace(gradient, 1 - _beta1);
        square.LerpInPlace(gradient.Square(), 1 - _beta2);
        Tensor root = (square / (1 - Math.Pow(_beta2, state.Step))).Sqrt() + _epsilon;
        Tensor step = (mean / (1 - Math.Pow(_beta1, state.Step)) / root).Add(parameter, group.WeightDecay);
        Tensor size = parameter.Square().Sum().Sqrt(), length = step.Square().Sum().Sqrt();
        Tensor trust = Tensor.Where((size > 0).LogicalAnd(length > 0), size / length, size.OnesLike());
        parameter.AddInPlace(step * trust, -group.LearningRate);
    }
}
