namespace Athanor.Distributions;

/// <summary>The uniform distribution on [low, high).</summary>
public sealed class Uniform : Distribution
{
    /// <summary>Between two bounds; shapes broadcast.</summary>
    public Uniform(Tensor low, Tensor high)
        : base(Shape.Broadcast(low.Shape, high.Shape, nameof(Uniform))) => (Low, High) = Together(nameof(Uniform), low, high);

    /// <summary>The lower bound.</summary>
    public Tensor Low { get; }

    /// <summary>The upper bound.</summary>
    public Tensor High { get; }

    /// <inheritdoc/>
    public override Tensor Mean => (Low + High) * 0.5;

    /// <inheritdoc/>
    public override Tensor Variance => (High - Low).Square() / 12.0;

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value) => Inside((value >= Low).LogicalAnd(value < High), -(High - Low).Log() + value * 0.0);

    /// <inheritdoc/>
    public override Tensor Entropy() => (High - Low).Log();

    private protected override Tensor Draw(Shape shape, RandomSource? random) => Low + (High - Low) * Uniforms(shape, Low, random);
}
