namespace Athanor.Nn;

/// <summary>Averaged stochastic gradient descent (Polyak and Juditsky 1992); the average is the state <c>ax</c>.</summary>
public sealed class Asgd : Optimizer
{
    private readonly double _lambda;
    private readonly double _alpha;
    private readonly double _start;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="lambda">The decay of the rate and the parameter.</param>
    /// <param name="alpha">The power of the rate's fall.</param>
    /// <param name="start">The step that averaging starts at.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    public Asgd(
        IEnumerable<ParameterGroup> groups, double learningRate = 1e-2, double lambda = 1e-4, double alpha = 0.75, double start = 1e6,
        double weightDecay = 0)
        : base(groups, learningRate, weightDecay)
    {
        NotNegative(lambda);
        _lambda = lambda;
        _alpha = alpha;
        _start = start;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="lambda">The decay of the rate and the parameter.</param>
    /// <param name="alpha">The power of the rate's fall.</param>
    /// <param name="start">The step that averaging starts at.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    public Asgd(
        IEnumerable<Tensor> parameters, double learningRate = 1e-2, double lambda = 1e-4, double alpha = 0.75, double start = 1e6,
        double weightDecay = 0)
        : this(One(parameters), learningRate, lambda, alpha, start, weightDecay)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        if (group.WeightDecay != 0)
            gradient = gradient.Add(parameter, group.WeightDecay);
        double rate = state.Number("eta", group.LearningRate), share = state.Number("mu", 1);
        Tensor average = state.Get("ax", parameter);
        parameter.MultiplyInPlace(1 - _lambda * rate);
        parameter.AddInPlace(gradient, -rate);
        average.LerpInPlace(parameter, share);
        state.Set("eta", group.LearningRate / Math.Pow(1 + _lambda * group.LearningRate * state.Step, _alpha));
        state.Set("mu", 1 / Math.Max(1, state.Step - _start));
    }
}
