using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>
/// Sharpness-aware minimisation (Foret et al. 2021; adaptive, Kwon et al. 2021): steps by the gradient that the worst point nearby has. It
/// computes the gradient twice, so it needs the closure.
/// </summary>
public sealed class Sam : Optimizer
{
    private readonly double _radius;
    private readonly bool _adaptive;

    /// <summary>An optimizer around another one, whose groups it shares.</summary>
    /// <param name="inner">Takes the steps.</param>
    /// <param name="radius">How far the worst point may be.</param>
    /// <param name="adaptive">Whether distances are measured against each parameter's size.</param>
    public Sam(Optimizer inner, double radius = 0.05, bool adaptive = false)
        : base(inner.Groups, inner.LearningRate)
    {
        NotNegative(radius);
        (Inner, _radius, _adaptive) = (inner, radius, adaptive);
    }

    /// <summary>The optimizer that takes the steps.</summary>
    public Optimizer Inner { get; }

    /// <summary>Refused: the gradient at the worst point nearby has to be computed.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Step() => throw new InvalidOperationException("Sam computes gradients twice a step: call Step with a closure");

    /// <inheritdoc/>
    public override Tensor Step(Func<Tensor> closure)
    {
        Tensor loss = closure();
        using TensorScope scope = TensorScope.Begin(nameof(Sam));
        scope.Return(loss);
        var before = new List<(Tensor Parameter, Tensor Value)>();
        using (GradMode.NoGrad())
        {
            double norm = 0;
            foreach (Tensor p in Parameters)
                if (p.Grad is { } g)
                    norm += (_adaptive ? p.Abs() * g : g).Square().Sum().Item();
            double scale = _radius / (Math.Sqrt(norm) + 1e-12);
            foreach (Tensor p in Parameters)
                if (p.Grad is { } g)
                {
                    before.Add((p, p.Clone()));
                    p.AddInPlace(_adaptive ? p.Square() * g : g, scale);
                }
        }
        closure();
        using (GradMode.NoGrad())
            foreach ((Tensor p, Tensor value) in before)
                p.CopyFrom(value);
        Inner.Step();
        return loss;
    }

    /// <inheritdoc/>
    public override OptimizerState StateDict() => Inner.StateDict();

    /// <inheritdoc/>
    public override void LoadStateDict(OptimizerState state) => Inner.LoadStateDict(state);

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state)
    {
    }
}
