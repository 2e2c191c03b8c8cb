namespace Athanor.Nn;

/// <summary>NAdam (Dozat 2016): Adam with Nesterov's look ahead.</summary>
public sealed class NAdam : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly double _momentumDecay;
    private readonly bool _decoupled;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">What is kept of the first moment.</param>
    /// <param name="beta2">What is kept of the second moment.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="momentumDecay">How fast the momentum's schedule settles.</param>
    /// <param name="decoupled">Whether the weight decay is beside the gradient, as in AdamW.</param>
    public NAdam(
        IEnumerable<ParameterGroup> groups, double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0, double momentumDecay = 4e-3, bool decoupled = false)
        : base(groups, learningRate, weightDecay)
    {
        Share(beta1);
        Share(beta2);
        NotNegative(epsilon);
        _beta1 = beta1;
        _beta2 = beta2;
        _epsilon = epsilon;
        _momentumDecay = momentumDecay;
        _decoupled = decoupled;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">What is kept of the first moment.</param>
    /// <param name="beta2">What is kept of the second moment.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="momentumDecay">How fast the momentum's schedule settles.</param>
    /// <param name="decoupled">Whether the weight decay is beside the gradient, as in AdamW.</param>
    public NAdam(
        IEnumerable<Tensor> parameters, double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0, double momentumDecay = 4e-3, bool decoupled = false)
        : this(One(parameters), learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay, decoupled)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        if (_decoupled)
            parameter.MultiplyInPlace(1 - group.LearningRate * group.WeightDecay);
        else if (group.WeightDecay != 0)
            gradient = gradient.Add(parameter, group.WeightDecay);
        double correction = 1 - Math.Pow(_beta2, state.Step);
        double mu = _beta1 * (1 - 0.5 * Math.Pow(0.96, state.Step * _momentumDecay));
        double next = _beta1 * (1 - 0.5 * Math.Pow(0.96, (state.Step + 1) * _momentumDecay));
        double product = state.Number("mu_product", 1) * mu;
        state.Set("mu_product", product);
        Tensor mean = state.Get("exp_avg", parameter), square = state.Get("exp_avg_sq", parameter);
        mean.LerpInPlace(gradient, 1 - _beta1);
        square.LerpInPlace(gradient.Square(), 1 - _beta2);
        Tensor root = (square / correction).Sqrt() + _epsilon;
        parameter.AddInPlace(gradient / root, -group.LearningRate * (1 - mu) / (1 - product));
        parameter.AddInPlace(mean / root, -group.LearningRate * next / (1 - product * next));
    }
}
