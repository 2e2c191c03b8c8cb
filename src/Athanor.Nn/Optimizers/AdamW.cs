namespace Athanor.Nn;

/// <summary>Adam with a weight decay of its own beside the gradient (Loshchilov and Hutter 2019).</summary>
public sealed class AdamW : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly bool _amsgrad;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">What is kept of the first moment.</param>
    /// <param name="beta2">What is kept of the second moment.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">The pull of the parameter toward 0, times the learning rate.</param>
    /// <param name="amsgrad">Whether the largest second moment so far is divided by (Reddi et al. 2018).</param>
    public AdamW(
        IEnumerable<ParameterGroup> groups, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0.01, bool amsgrad = false)
        : base(groups, learningRate, weightDecay)
    {
        Share(beta1);
        Share(beta2);
        NotNegative(epsilon);
        _beta1 = beta1;
        _beta2 = beta2;
        _epsilon = epsilon;
        _amsgrad = amsgrad;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">What is kept of the first moment.</param>
    /// <param name="beta2">What is kept of the second moment.</param>
    /// <param name="epsilon">Added to the divisor.</param>
    /// <param name="weightDecay">The pull of the parameter toward 0, times the learning rate.</param>
    /// <param name="amsgrad">Whether the largest second moment so far is divided by (Reddi et al. 2018).</param>
    public AdamW(
        IEnumerable<Tensor> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0.01, bool amsgrad = false)
        : this(One(parameters), learningRate, beta1, beta2, epsilon, weightDecay, amsgrad)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        Tensor? largest = _amsgrad ? state.Get("max_exp_avg_sq", parameter) : null;
        parameter.AdamStepInPlace(
            gradient, state.Get("exp_avg", parameter), state.Get("exp_avg_sq", parameter), largest, state.Step, group.LearningRate,
            _beta1, _beta2,
            _epsilon, group.WeightDecay, decoupled: true);
    }
}
