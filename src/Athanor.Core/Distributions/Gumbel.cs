namespace Athanor.Distributions;

/// <summary>The Gumbel distribution of largest values.</summary>
public sealed class Gumbel : Distribution
{
    internal const double Euler = 0.57721566490153286;

    /// <summary>Of mode <paramref name="loc"/> and scale; shapes broadcast.</summary>
    public Gumbel(Tensor loc, Tensor scale)
        : base(Shape.Broadcast(loc.Shape, scale.Shape, nameof(Gumbel))) => (Loc, Scale) = Together(nameof(Gumbel), loc, scale);

    /// <summary>The mode.</summary>
    public Tensor Loc { get; }

    /// <summary>The scale.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override Tensor Mean => Loc + Scale * Euler;

    /// <inheritdoc/>
    public override Tensor Variance => Scale.Square() * (Math.PI * Math.PI / 6);

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value)
    {
        Tensor z = (Loc - value) / Scale;
        return z - z.Exp() - Scale.Log();
    }

    /// <inheritdoc/>
    public override Tensor Entropy() => Scale.Log() + (1 + Euler);

    private protected override Tensor Draw(Shape shape, RandomSource? random) => Loc - Scale * (-Uniforms(shape, Loc, random).Log()).Log();
}
