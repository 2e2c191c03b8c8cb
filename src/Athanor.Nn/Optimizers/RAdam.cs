namespace Athanor.Nn;

/// <summary>RAdam (Liu et al. 2020): Adam whose divisor waits until its variance is tractable.</summary>
public sealed class RAdam : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly bool _decoupled;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">What is kept of the first moment.</param>
    /// <param name="beta2">What is kept of the second moment.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="decoupled">Whether the weight decay is beside the gradient, as in AdamW.</param>
    public RAdam(
        IEnumerable<ParameterGroup> groups, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0, bool decoupled = false)
        : base(groups, learningRate, weightDecay)
    {
        Share(beta1);
        Share(beta2);
        NotNegative(epsilon);
        _beta1 = beta1;
        _beta2 = beta2;
        _epsilon = epsilon;
        _decoupled = decoupled;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">What is kept of the first moment.</param>
    /// <param name="beta2">What is kept of the second moment.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="decoupled">Whether the weight decay is beside the gradient, as in AdamW.</param>
    public RAdam(
        IEnumerable<Tensor> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0, bool decoupled = false)
        : this(One(parameters), learningRate, beta1, beta2, epsilon, weightDecay, decoupled)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        if (_decoupled)
            parameter.MultiplyInPlace(1 - group.LearningRate * group.WeightDecay);
        else if (group.WeightDecay != 0)
            gradient = gradient.Add(parameter, group.WeightDecay);
        Tensor mean = state.Get("exp_avg", parameter), square = state.Get("exp_avg_sq", parameter);
        mean.LerpInPlace(gradient, 1 - _beta1);
        square.LerpInPlace(gradient.Square(), 1 - _beta2);
        double power = Math.Pow(_beta2, state.Step), correction = 1 - power;
        double longest = 2 / (1 - _beta2) - 1, length = longest - 2 * state.Step * power / correction;
        double rate = group.LearningRate / (1 - Math.Pow(_beta1, state.Step));
        if (length <= 5)
        {
            parameter.AddInPlace(mean, -rate);
            return;
        }
        double rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        parameter.AddInPlace(mean / (square.Sqrt() + _epsilon), -rate * rectified * Math.Sqrt(correction));
    }
}
