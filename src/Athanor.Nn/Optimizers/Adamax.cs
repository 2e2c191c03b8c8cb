namespace Athanor.Nn;

/// <summary>Adamax (Kingma and Ba 2015): Adam under the infinity norm.</summary>
public sealed class Adamax : Optimizer
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
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    public Adamax(
        IEnumerable<ParameterGroup> groups, double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
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
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    public Adamax(
        IEnumerable<Tensor> parameters, double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0)
        : this(One(parameters), learningRate, beta1, beta2, epsilon, weightDecay)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        if (group.WeightDecay != 0)
            gradient = gradient.Add(parameter, group.WeightDecay);
        Tensor mean = state.Get("exp_avg", parameter), largest = state.Get("exp_inf", parameter);
        mean.LerpInPlace(gradient, 1 - _beta1);
        largest.CopyFrom(Tensor.Maximum(largest * _beta2, gradient.Abs() + _epsilon));
        parameter.AddInPlace(mean / largest, -group.LearningRate / (1 - Math.Pow(_beta1, state.Step)));
    }
}
