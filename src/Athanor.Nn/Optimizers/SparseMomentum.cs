using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>
/// Trains networks that are sparse from the start to the end (Dettmers and Zettlemoyer 2019, Sparse Networks from Scratch): stochastic
/// gradient descent with momentum on the weights that a mask leaves. Every few steps the smallest of them are pruned, and as many grow
/// anew: more of them in tensors whose live weights have a large mean momentum, and there where the missing weights' momentum is the
/// largest. Tensors of fewer than two dimensions (biases, norms) stay dense.
/// </summary>
public sealed class SparseMomentum : Optimizer
{
    private const string Steps = "group.0.sparse_step";

    private readonly double _momentum;
    private readonly double _pruneRate;
    private readonly int _every;
    private readonly long _steps;
    private readonly Tensor[] _sparse;
    private long _step;

    /// <summary>An optimizer of groups of parameters. Draws the first masks, and sets what they leave out to 0.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="steps">How many steps the training has: the prune rate falls to 0 along a half cosine.</param>
    /// <param name="every">After how many steps weights are pruned and grown; the paper takes an epoch.</param>
    /// <param name="density">The share of weights that live.</param>
    /// <param name="pruneRate">The share of them that is pruned, at first.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">What is kept of the velocity.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="random">Where the first masks come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SparseMomentum(
        IEnumerable<ParameterGroup> groups, long steps, int every, double density = 0.05, double pruneRate = 0.5, double learningRate = 0.1,
        double momentum = 0.9, double weightDecay = 5e-4, RandomSource? random = null)
        : base(groups, learningRate, weightDecay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        if (!(density > 0 && density <= 1))
            throw new ArgumentOutOfRangeException(nameof(density), density, "must be more than 0 and at most 1");
        Share(pruneRate);
        // What grows is found by its momentum, so there has to be one.
        if (!(momentum > 0 && momentum < 1))
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "must be more than 0 and less than 1");
        (_steps, _every, _pruneRate, _momentum) = (steps, every, pruneRate, momentum);
        _sparse = [.. Parameters.Where(parameter => parameter.Rank >= 2 && parameter.Count > 0)];
        using GradMode.Restore mode = GradMode.NoGrad();
        using TensorScope scope = TensorScope.Begin(nameof(SparseMomentum));
        foreach (Tensor parameter in _sparse)
        {
            Tensor order = Tensor.Rand([(int)parameter.Count], DType.Float32, random).To(parameter.Device);
            int live = Math.Max(1, (int)Math.Round(density * parameter.Count));
            StateOf(parameter).Set("mask", Largest(order, live).Reshape(parameter.Shape));
            Cut(parameter);
        }
    }

    /// <summary>An optimizer of parameters. Draws the first masks, and sets what they leave out to 0.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="steps">How many steps the training has: the prune rate falls to 0 along a half cosine.</param>
    /// <param name="every">After how many steps weights are pruned and grown; the paper takes an epoch.</param>
    /// <param name="density">The share of weights that live.</param>
    /// <param name="pruneRate">The share of them that is pruned, at first.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">What is kept of the velocity.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="random">Where the first masks come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SparseMomentum(
        IEnumerable<Tensor> parameters, long steps, int every, double density = 0.05, double pruneRate = 0.5, double learningRate = 0.1,
        double momentum = 0.9, double weightDecay = 5e-4, RandomSource? random = null)
        : this(One(parameters), steps, every, density, pruneRate, learningRate, momentum, weightDecay, random)
    {
    }

    /// <summary>The share of live weights that the next pruning takes.</summary>
    public double PruneRate => _step >= _steps ? 0 : _pruneRate * 0.5 * (1 + Math.Cos(Math.PI * _step / _steps));

    /// <summary>True where a parameter's weights live, in its shape; null if it is dense.</summary>
    public Tensor? MaskOf(Tensor parameter) => StateOf(parameter).Tensors.GetValueOrDefault("mask");

    /// <inheritdoc/>
    public override void Step()
    {
        base.Step();
        if (++_step % _every == 0 && _step < _steps)
            Rewire();
    }

    /// <inheritdoc/>
    public override OptimizerState StateDict()
    {
        OptimizerState state = base.StateDict();
        return state with { Numbers = new Dictionary<string, double>(state.Numbers) { [Steps] = _step } };
    }

    /// <inheritdoc/>
    public override void LoadStateDict(OptimizerState state)
    {
        Tensor[] parameters = [.. Parameters];
        for (int i = 0; i < parameters.Length; i++)
        {
            bool sparse = _sparse.Contains(parameters[i], ReferenceEqualityComparer.Instance);
            Tensor? mask = state.Tensors.GetValueOrDefault($"state.{i}.mask");
            if (sparse != mask is not null || (mask is not null && mask.Shape != parameters[i].Shape))
                throw new TensorException(
                    "load",
                    $"expected {(sparse ? "a mask" : "no mask")} of parameter {i} of shape {parameters[i].Shape}, got {mask?.Spec.ToString() ?? "none"}");
        }
        base.LoadStateDict(state);
        _step = (long)state.Numbers.GetValueOrDefault(Steps);
        using GradMode.Restore mode = GradMode.NoGrad();
        foreach (Tensor parameter in _sparse)
            Cut(parameter);
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
        // The velocity is that of all weights: it tells which of the missing ones are wanted.
        Tensor velocity = state.Get("momentum_buffer", parameter);
        parameter.SgdStepInPlace(gradient, velocity, group.LearningRate, group.WeightDecay, _momentum, 0, false, state.Step == 1);
        if (state.Tensors.ContainsKey("mask"))
            Cut(parameter);
    }

    private void Rewire()
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        using TensorScope scope = TensorScope.Begin(nameof(SparseMomentum));
        Tensor[] moved = [.. _sparse.Where(parameter => StateOf(parameter).Tensors.ContainsKey("momentum_buffer"))];
        double rate = PruneRate;
        var wanted = new double[moved.Length];
        var room = new long[moved.Length];
        long pruned = 0;
        for (int i = 0; i < moved.Length; i++)
        {
            Tensor mask = MaskOf(moved[i])!;
            long live = mask.Sum().ItemInt64();
            long cut = (long)(rate * live);
            wanted[i] = Tensor.Where(mask, Momentum(moved[i]), 0).To(DType.Float64).Sum().Item() / Math.Max(1, live);
            room[i] = moved[i].Count - (live - cut);
            pruned += cut;
            Tensor size = Tensor.Where(mask, moved[i].Detach().Abs(), -1).Flatten();
            StateOf(moved[i]).Set("mask", Largest(size, (int)(live - cut)).Reshape(moved[i].Shape));
        }
        long[] grown = Redistribute(pruned, wanted, room);
        for (int i = 0; i < moved.Length; i++)
        {
            Tensor mask = MaskOf(moved[i])!;
            Tensor momentum = Tensor.Where(mask, -1, Momentum(moved[i])).Flatten();
            StateOf(moved[i]).Set("mask", mask.LogicalOr(Largest(momentum, (int)grown[i]).Reshape(mask.Shape)));
            Cut(moved[i]);
        }
    }

    /// <summary>Parts a number of weights by what tensors want; what has no room goes to the others. The parts sum to the number.</summary>
    private static long[] Redistribute(long count, double[] wanted, long[] room)
    {
        var grown = new long[wanted.Length];
        while (count > 0)
        {
            int[] open = [.. Enumerable.Range(0, wanted.Length).Where(i => grown[i] < room[i])];
            double sum = open.Sum(i => wanted[i]);
            bool alike = !(sum > 0 && double.IsFinite(sum));
            long left = count;
            // The neediest come first, and take what rounding leaves.
            foreach (int i in open.OrderByDescending(i => alike ? 0 : wanted[i]))
            {
                double share = alike ? 1.0 / open.Length : wanted[i] / sum;
                long part = Math.Min(Math.Min((long)Math.Ceiling(share * count), room[i] - grown[i]), left);
                grown[i] += part;
                left -= part;
            }
            count = left;
        }
        return grown;
    }

    private Tensor Momentum(Tensor parameter) => StateOf(parameter).Tensors["momentum_buffer"].Abs();

    private void Cut(Tensor parameter) => parameter.CopyFrom(Tensor.Where(MaskOf(parameter)!, parameter.Detach(), 0));

    /// <summary>True at the largest elements of a line.</summary>
    private static Tensor Largest(Tensor line, int count)
    {
        Tensor mask = Tensor.Zeros(line.Spec.With(DType.Bool));
        return mask.IndexFill(0, line.TopK(count, 0).Indices, true);
    }
}
