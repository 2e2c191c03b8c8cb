namespace Athanor.Distributions;

/// <summary>The normal distribution.</summary>
public sealed class Normal : Distribution
{
    /// <summary>Of mean <paramref name="loc"/> and standard deviation <paramref name="scale"/>; shapes broadcast.</summary>
    public Normal(Tensor loc, Tensor scale)
        : base(Shape.Broadcast(loc.Shape, scale.Shape, nameof(Normal))) => (Loc, Scale) = Together(nameof(Normal), loc, scale);

    /// <summary>The mean.</summary>
    public Tensor Loc { get; }

    /// <summary>The standard deviation.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override Tensor Mean => Loc;

    /// <inheritdoc/>
    public override Tensor Variance => Scale.Square();

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value) => ((value - Loc) / Scale).Square() * -0.5 - Scale.Log() - 0.5 * Math.Log(2 * Math.PI);

    /// <inheritdoc/>
    public override Tensor Entropy() => Scale.Log() + 0.5 * Math.Log(2 * Math.PI * Math.E);

    /// <summary>The probability of at most a value.</summary>
    public Tensor Cdf(Tensor value) => ((Loc - value) / (Scale * Math.Sqrt(2))).Erfc() * 0.5;

    private protected override Tensor Draw(Shape shape, RandomSource? random) => Loc + Scale * Normals(shape, Loc, random);
}
