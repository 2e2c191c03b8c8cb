namespace Athanor.Nn;

/// <summary>Parameters that one optimizer moves alike, with what is set for them alone.</summary>
public sealed class ParameterGroup
{
    private double? _learningRate;
    private double? _weightDecay;

    /// <summary>A group; what is left null comes from the optimizer.</summary>
    /// <exception cref="ArgumentException">There are no parameters, or one is there twice.</exception>
    public ParameterGroup(IEnumerable<Tensor> parameters, double? learningRate = null, double? weightDecay = null)
    {
        Parameters = [.. parameters];
        if (Parameters.Count == 0)
            throw new ArgumentException("a group needs at least one parameter", nameof(parameters));
        if (Parameters.Distinct(ReferenceEqualityComparer.Instance).Count() != Parameters.Count)
            throw new ArgumentException("a parameter is in the group twice", nameof(parameters));
        (_learningRate, _weightDecay) = (learningRate, weightDecay);
    }

    /// <summary>The parameters, in the order that the optimizer's state numbers them.</summary>
    public IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>How far a step goes; schedules write it.</summary>
    public double LearningRate
    {
        get => _learningRate ?? double.NaN;
        set => _learningRate = value;
    }

    /// <summary>The pull of each parameter toward 0; what it means is the optimizer's.</summary>
    public double WeightDecay
    {
        get => _weightDecay ?? double.NaN;
        set => _weightDecay = value;
    }

    internal void Default(double learningRate, double weightDecay)
    {
        _learningRate ??= learningRate;
        _weightDecay ??= weightDecay;
    }
}
