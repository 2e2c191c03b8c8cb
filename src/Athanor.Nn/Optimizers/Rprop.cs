namespace Athanor.Nn;

/// <summary>
/// Resilient propagation (Riedmiller and Braun 1993): each element's step grows while its gradient keeps its sign and shrinks when it
/// turns.
/// </summary>
public sealed class Rprop : Optimizer
{
    private readonly double _shrink;
    private readonly double _grow;
    private readonly double _smallest;
    private readonly double _largest;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="shrink">What a step is multiplied by where the sign turned.</param>
    /// <param name="grow">What a step is multiplied by where the sign stayed.</param>
    /// <param name="smallest">The smallest step.</param>
    /// <param name="largest">The largest step.</param>
    public Rprop(
        IEnumerable<ParameterGroup> groups, double learningRate = 1e-2, double shrink = 0.5, double grow = 1.2, double smallest = 1e-6,
        double largest = 50)
        : base(groups, learningRate)
    {
        NotNegative(smallest);
        if (!(shrink > 0 && shrink < 1 && grow > 1))
            throw new ArgumentException("expected 0 < shrink < 1 < grow", nameof(shrink));
        _shrink = shrink;
        _grow = grow;
        _smallest = smallest;
        _largest = largest;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="shrink">What a step is multiplied by where the sign turned.</param>
    /// <param name="grow">What a step is multiplied by where the sign stayed.</param>
    /// <param name="smallest">The smallest step.</param>
    /// <param name="largest">The largest step.</param>
    public Rprop(
        IEnumerable<Tensor> parameters, double learningRate = 1e-2, double shrink = 0.5, double grow = 1.2, double smallest = 1e-6,
        double largest = 50)
        : this(One(parameters), learningRate, shrink, grow, smallest, largest)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        Tensor before = state.Get("prev", parameter), step = state.Get("step_size", parameter, group.LearningRate);
        Tensor turn = gradient * before;
        Tensor turned = turn < 0;
        Tensor factor = (turn > 0).To(step.DType) * (_grow - 1) + turned.To(step.DType) * (_shrink - 1) + 1;
        step.CopyFrom((step * factor).Clamp(_smallest, _largest));
        // Where it turned the step is left out once, so that the next sign counts as new.
        Tensor kept = Tensor.Where(turned, gradient.ZerosLike(), gradient);
        parameter.AddInPlace(kept.Sign() * step, -1);
        before.CopyFrom(kept);
    }
}
