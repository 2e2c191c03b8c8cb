namespace Athanor.Nn;

/// <summary>Adagrad (Duchi et al. 2011): steps over the root of the sum of squared gradients.</summary>
public sealed class Adagrad : Optimizer
{
    private readonly double _learningRateDecay;
    private readonly double _initialAccumulator;
    private readonly double _epsilon;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="learningRateDecay">How fast the rate falls with the steps.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="initialAccumulator">Where the sum starts.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    public Adagrad(
        IEnumerable<ParameterGroup> groups, double learningRate = 1e-2, double learningRateDecay = 0, double weightDecay = 0,
        double initialAccumulator = 0, double epsilon = 1e-10)
        : base(groups, learningRate, weightDecay)
    {
        NotNegative(learningRateDecay);
        NotNegative(initialAccumulator);
        NotNegative(epsilon);
        _learningRateDecay = learningRateDecay;
        _initialAccumulator = initialAccumulator;
        _epsilon = epsilon;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="learningRateDecay">How fast the rate falls with the steps.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="initialAccumulator">Where the sum starts.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    public Adagrad(
        IEnumerable<Tensor> parameters, double learningRate = 1e-2, double learningRateDecay = 0, double weightDecay = 0,
        double initialAccumulator = 0, double epsilon = 1e-10)
        : this(One(parameters), learningRate, learningRateDecay, weightDecay, initialAccumulator, epsilon)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        if (group.WeightDecay != 0)
            gradient = gradient.Add(parameter, group.WeightDecay);
        Tensor sum = state.Get("sum", parameter, _initialAccumulator);
        sum.AddInPlace(gradient.Square());
        parameter.AddInPlace(gradient / (sum.Sqrt() + _epsilon), -group.LearningRate / (1 + (state.Step - 1) * _learningRateDecay));
    }
}
