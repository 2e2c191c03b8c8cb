using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>
/// Every few steps of a fast optimizer, goes a part of the way from where it was to where that one is (Zhang et al. 2019).
/// </summary>
public sealed class Lookahead : Optimizer
{
    private const string Steps = "group.0.lookahead_step";

    private readonly int _every;
    private readonly double _share;
    private long _step;

    /// <summary>An optimizer around another one, whose groups it shares.</summary>
    /// <param name="inner">Takes the fast steps.</param>
    /// <param name="every">After how many of them the slow one comes.</param>
    /// <param name="share">How much of the way it goes.</param>
    public Lookahead(Optimizer inner, int every = 5, double share = 0.5)
        : base(inner.Groups, inner.LearningRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        NotNegative(share);
        (Inner, _every, _share) = (inner, every, share);
    }

    /// <summary>The optimizer that takes the fast steps.</summary>
    public Optimizer Inner { get; }

    /// <inheritdoc/>
    public override void Step() => Around(() =>
    {
        Inner.Step();
        return null;
    });

    /// <inheritdoc/>
    public override Tensor Step(Func<Tensor> closure) => Around(() => Inner.Step(closure))!;

    /// <inheritdoc/>
    public override OptimizerState StateDict()
    {
        OptimizerState inner = Inner.StateDict();
        var tensors = new Dictionary<string, Tensor>(inner.Tensors);
        foreach ((int i, Tensor parameter) in Parameters.Index())
            if (StateOf(parameter).Tensors.TryGetValue("slow", out Tensor? slow))
                tensors[$"state.{i}.slow"] = slow;
        return new OptimizerState(tensors, new Dictionary<string, double>(inner.Numbers) { [Steps] = _step });
    }

    /// <inheritdoc/>
    public override void LoadStateDict(OptimizerState state)
    {
        Inner.LoadStateDict(new OptimizerState(
            state.Tensors.Where(t => !IsSlow(t.Key)).ToDictionary(), state.Numbers.Where(n => n.Key != Steps).ToDictionary()));
        using GradMode.Restore mode = GradMode.NoGrad();
        foreach ((int i, Tensor parameter) in Parameters.Index())
            if (state.Tensors.TryGetValue($"state.{i}.slow", out Tensor? slow))
                StateOf(parameter).Set("slow", slow.To(parameter.Device).Clone());
        _step = (long)state.Numbers.GetValueOrDefault(Steps);
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
    }

    private static bool IsSlow(string name) => name.EndsWith(".slow", StringComparison.Ordinal);

    private Tensor? Around(Func<Tensor?> fast)
    {
        using (GradMode.NoGrad())
            foreach (Tensor parameter in Parameters)
                StateOf(parameter).Get("slow", () => parameter.Detach().Clone());
        Tensor? loss = fast();
        if (++_step % _every != 0)
            return loss;
        using GradMode.Restore mode = GradMode.NoGrad();
        foreach (Tensor parameter in Parameters)
        {
            Tensor slow = StateOf(parameter).Tensors["slow"];
            slow.LerpInPlace(parameter, _share);
            parameter.CopyFrom(slow);
        }
        return loss;
    }
}
