namespace Athanor.Nn;

/// <summary>Adadelta (Zeiler 2012): steps as large as recent ones were, over recent gradients.</summary>
public sealed class Adadelta : Optimizer
{
    private readonly double _rho;
    private readonly double _epsilon;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="rho">What is kept of both averages.</param>
    /// <param name="epsilon">Added under both roots.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    public Adadelta(
        IEnumerable<ParameterGroup> groups, double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(groups, learningRate, weightDecay)
    {
        Share(rho);
        NotNegative(epsilon);
        _rho = rho;
        _epsilon = epsilon;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="rho">What is kept of both averages.</param>
    /// <param name="epsilon">Added under both roots.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    public Adadelta(
        IEnumerable<Tensor> parameters, double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : this(One(parameters), learningRate, rho, epsilon, weightDecay)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        if (group.WeightDecay != 0)
            gradient = gradient.Add(parameter, group.WeightDecay);
        Tensor square = state.Get("square_avg", parameter), moved = state.Get("acc_delta", parameter);
        square.LerpInPlace(gradient.Square(), 1 - _rho);
        Tensor delta = (moved + _epsilon).Sqrt() / (square + _epsilon).Sqrt() * gradient;
        moved.LerpInPlace(delta.Square(), 1 - _rho);
        parameter.AddInPlace(delta, -group.LearningRate);
    }
}
