namespace Athanor.Nn;

/// <summary>Lion (Chen et al. 2023): the sign of a mix of momentum and gradient.</summary>
public sealed class Lion : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">What is kept of the first moment.</param>
    /// <param name="beta2">What is kept of the momentum.</param>
    /// <param name="weightDecay">The pull of the parameter toward 0, times the learning rate.</param>
    public Lion(
        IEnumerable<ParameterGroup> groups, double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(groups, learningRate, weightDecay)
    {
        Share(beta1);
        Share(beta2);
        _beta1 = beta1;
        _beta2 = beta2;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">What is kept of the first moment.</param>
    /// <param name="beta2">What is kept of the momentum.</param>
    /// <param name="weightDecay">The pull of the parameter toward 0, times the learning rate.</param>
    public Lion(IEnumerable<Tensor> parameters, double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : this(One(parameters), learningRate, beta1, beta2, weightDecay)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        Tensor momentum = state.Get("exp_avg", parameter);
        parameter.MultiplyInPlace(1 - group.LearningRate * group.WeightDecay);
        parameter.AddInPlace(momentum.Lerp(gradient, 1 - _beta1).Sign(), -group.LearningRate);
        momentum.LerpInPlace(gradient, 1 - _beta2);
    }
}
