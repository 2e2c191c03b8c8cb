using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>
/// Limited-memory BFGS (Liu and Nocedal 1989) as in PyTorch: all parameters as one vector, several evaluations of the closure a step,
/// optionally with a line search to the strong Wolfe conditions.
/// </summary>
public sealed class Lbfgs : Optimizer
{
    private readonly int _maxIterations;
    private readonly int _maxEvaluations;
    private readonly double _toleranceGradient;
    private readonly double _toleranceChange;
    private readonly int _history;
    private readonly bool _search;
    private readonly Tensor[] _parameters;

    /// <summary>An optimizer of parameters.</summary>
    /// <param name="parameters">The parameters, all of one type and on one device.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="maxIterations">Iterations a step.</param>
    /// <param name="maxEvaluations">Evaluations a step; five for four iterations if null.</param>
    /// <param name="toleranceGradient">Where the largest element of the gradient ends a step.</param>
    /// <param name="toleranceChange">Where a change ends a step.</param>
    /// <param name="history">How many pairs are kept.</param>
    /// <param name="lineSearch">Whether step lengths are searched for.</param>
    public Lbfgs(
        IEnumerable<Tensor> parameters, double learningRate = 1, int maxIterations = 20, int? maxEvaluations = null,
        double toleranceGradient = 1e-7, double toleranceChange = 1e-9, int history = 100, bool lineSearch = false)
        : base(One(parameters), learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(history, 1);
        (_maxIterations, _maxEvaluations) = (maxIterations, maxEvaluations ?? maxIterations * 5 / 4);
        (_toleranceGradient, _toleranceChange, _history, _search) = (toleranceGradient, toleranceChange, history, lineSearch);
        _parameters = [.. Parameters];
    }

    private ParameterState State => StateOf(_parameters[0]);

    /// <summary>Refused: the loss has to be computed several times.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Step() =>
        throw new InvalidOperationException("Lbfgs computes the loss several times a step: call Step with a closure");

    /// <inheritdoc/>
    public override Tensor Step(Func<Tensor> closure)
    {
        Tensor first = closure();
        using TensorScope scope = TensorScope.Begin(nameof(Lbfgs));
        scope.Return(first);
        ParameterState state = State;
        int evaluations = 1;
        double loss = first.Item();
        Tensor gradient = Gradient();
        if (Largest(gradient) <= _toleranceGradient)
            return first;

        int iterations = 0;
        double length = state.Number("t", 0);
        while (iterations < _maxIterations)
        {
            iterations++;
            state.Step++;
            Tensor direction = Direction(state, gradient, length);
            state.Set("prev_flat_grad", gradient.Clone());
            double before = loss;
            length = state.Step == 1 ? Math.Min(1, 1 / Sum(gradient.Abs())) * LearningRate : LearningRate;
            double slope = Sum(gradient * direction);
            state.Set("d", direction.Clone());
            if (slope > -_toleranceChange)
                break;

            int used = 0;
            if (_search)
            {
                Tensor start = Gather();
                (loss, gradient, length, used) = StrongWolfe.Search(
                    t => Evaluate(closure, start, direction, t), length, direction, loss, gradient, slope, _toleranceChange);
                Move(start, direction, length);
            }
            else
            {
                Move(Gather(), direction, length);
                if (iterations != _maxIterations)
                {
                    loss = closure().Item();
                    gradient = Gradient();
                    used = 1;
                }
            }
            evaluations += used;
            if (iterations == _maxIterations || evaluations >= _maxEvaluations || Largest(gradient) <= _toleranceGradient)
                break;
            if (Largest(state.Tensors["d"]) * length <= _toleranceChange || Math.Abs(loss - before) < _toleranceChange)
                break;
        }
        state.Set("t", length);
        state.Set("prev_loss", loss);
        return first;
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
    }

    /// <summary>The two-loop recursion over the kept pairs, after the newest one was added.</summary>
    private Tensor Direction(ParameterState state, Tensor gradient, double length)
    {
        if (state.Step == 1)
        {
            state.Set("pairs", 0);
            state.Set("diagonal", 1);
            return -gradient;
        }
        int pairs = (int)state.Number("pairs", 0);
        Tensor change = gradient - state.Tensors["prev_flat_grad"], moved = state.Tensors["d"] * length;
        double curvature = Sum(change * moved);
        if (curvature > 1e-10)
        {
            if (pairs == _history)
            {
                for (int i = 1; i < pairs; i++)
                {
                    state.Set(Old("y", i - 1), state.Tensors[Old("y", i)].Clone());
                    state.Set(Old("s", i - 1), state.Tensors[Old("s", i)].Clone());
                    state.Set(Old("rho", i - 1), state.Number(Old("rho", i), 0));
                }
                pairs--;
            }
            state.Set(Old("y", pairs), change);
            state.Set(Old("s", pairs), moved);
            state.Set(Old("rho", pairs), 1 / curvature);
            state.Set("pairs", ++pairs);
            state.Set("diagonal", curvature / Sum(change * change));
        }
        var shares = new double[pairs];
        Tensor q = -gradient;
        for (int i = pairs - 1; i >= 0; i--)
        {
            shares[i] = Sum(state.Tensors[Old("s", i)] * q) * state.Number(Old("rho", i), 0);
            q = q.Add(state.Tensors[Old("y", i)], -shares[i]);
        }
        Tensor direction = q * state.Number("diagonal", 1);
        for (int i = 0; i < pairs; i++)
        {
            double back = Sum(state.Tensors[Old("y", i)] * direction) * state.Number(Old("rho", i), 0);
            direction = direction.Add(state.Tensors[Old("s", i)], shares[i] - back);
        }
        return direction;
    }

    private (double Loss, Tensor Gradient) Evaluate(Func<Tensor> closure, Tensor start, Tensor direction, double length)
    {
        Move(start, direction, length);
        double loss = closure().Item();
        Tensor gradient = Gradient();
        Move(start, direction, 0);
        return (loss, gradient);
    }

    private void Move(Tensor start, Tensor direction, double length)
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        Tensor target = start.Add(direction, length);
        int at = 0;
        foreach (Tensor parameter in _parameters)
        {
            int count = (int)parameter.Count;
            parameter.CopyFrom(target.Narrow(0, at, count).Reshape(parameter.Shape));
            at += count;
        }
    }

    private Tensor Gather()
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        return Tensor.Cat(Array.ConvertAll(_parameters, p => p.Detach().Reshape(-1)));
    }

    private Tensor Gradient()
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        Tensor all = Tensor.Cat(Array.ConvertAll(_parameters, p => p.Grad is { } g ? g.Reshape(-1) : Tensor.Zeros(p.Spec).Reshape(-1)));
        return Maximize ? -all : all;
    }

    private static string Old(string kind, int i) => $"old_{kind}_{i:D4}";

    private static double Sum(Tensor tensor) => tensor.Sum().Item();

    private static double Largest(Tensor tensor) => tensor.Abs().Max().Item();
}
