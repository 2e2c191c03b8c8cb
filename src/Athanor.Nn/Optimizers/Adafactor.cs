namespace Athanor.Nn;

/// <summary>Adafactor (Shazeer and Stern 2018), in PyTorch's form: second moments of a matrix kept as a row and a column.</summary>
public sealed class Adafactor : Optimizer
{
    private readonly double _decay;
    private readonly double? _epsilon1;
    private readonly double _epsilon2;
    private readonly double _clip;

    /// <summary>An optimizer of groups of parameters.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="decay">The power of the step that the second moment's share falls with.</param>
    /// <param name="epsilon1">The smallest squared gradient; the square of the type's rounding unit if null.</param>
    /// <param name="epsilon2">The smallest size of a parameter that steps are scaled to.</param>
    /// <param name="clip">The largest root mean square of a step.</param>
    /// <param name="weightDecay">The pull of the parameter toward 0, times the learning rate.</param>
    public Adafactor(
        IEnumerable<ParameterGroup> groups, double learningRate = 1e-2, double decay = -0.8, double? epsilon1 = null,
        double epsilon2 = 1e-3, double clip = 1, double weightDecay = 0)
        : base(groups, learningRate, weightDecay)
    {
        NotNegative(epsilon2);
        NotNegative(clip);
        _decay = decay;
        _epsilon1 = epsilon1;
        _epsilon2 = epsilon2;
        _clip = clip;
    }

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="decay">The power of the step that the second moment's share falls with.</param>
    /// <param name="epsilon1">The smallest squared gradient; the square of the type's rounding unit if null.</param>
    /// <param name="epsilon2">The smallest size of a parameter that steps are scaled to.</param>
    /// <param name="clip">The largest root mean square of a step.</param>
    /// <param name="weightDecay">The pull of the parameter toward 0, times the learning rate.</param>
    public Adafactor(
        IEnumerable<Tensor> parameters, double learningRate = 1e-2, double decay = -0.8, double? epsilon1 = null, double epsilon2 = 1e-3,
        double clip = 1, double weightDecay = 0)
        : this(One(parameters), learningRate, decay, epsilon1, epsilon2, clip, weightDecay)
    {
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        double smallest = _epsilon1 ?? Rounding(parameter.DType), count = Math.Max(parameter.Count, 1);
        double fresh = Math.Pow(state.Step, _decay), rate = Math.Min(group.LearningRate, 1 / Math.Sqrt(state.Step));
        double scale = Math.Max(_epsilon2, Norm(parameter) / Math.Sqrt(count)) * rate;
        parameter.MultiplyInPlace(1 - group.LearningRate * group.WeightDecay);
        Tensor squared = gradient.Square(), variance;
        if (parameter.Rank > 1)
        {
            Tensor row = state.Get("row_var", () => squared.Mean(-1, keepDim: true).ZerosLike());
            Tensor column = state.Get("col_var", () => squared.Mean(-2, keepDim: true).ZerosLike());
            row.LerpInPlace(squared.Mean(-1, keepDim: true), fresh);
            column.LerpInPlace(squared.Mean(-2, keepDim: true), fresh);
            variance = row * column / row.Mean(-2, keepDim: true).Clamp(low: smallest);
        }
        else
        {
            variance = state.Get("variance", parameter);
            variance.LerpInPlace(squared, fresh);
        }
        Tensor step = variance.Clamp(low: smallest * smallest).Rsqrt() * gradient;
        double length = Math.Max(1, Norm(step) / (Math.Sqrt(count) * _clip));
        parameter.AddInPlace(step, -scale / length);
    }

    private static double Norm(Tensor tensor) => tensor.Square().Sum().Sqrt().Item();

    private static double Rounding(DType type) => type switch
    {
        DType.Float64 => Math.Pow(2, -52),
        DType.Float32 => Math.Pow(2, -23),
        DType.Float16 => Math.Pow(2, -10),
        _ => Math.Pow(2, -7),
    };
}
