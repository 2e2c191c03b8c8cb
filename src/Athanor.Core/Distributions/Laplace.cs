namespace Athanor.Distributions;

/// <summary>The Laplace distribution: density e^(−|x − loc| / scale) / (2·scale).</summary>
public sealed class Laplace : Distribution
{
    /// <summary>Of mean <paramref name="loc"/> and scale; shapes broadcast.</summary>
    public Laplace(Tensor loc, Tensor scale)
        : base(Shape.Broadcast(loc.Shape, scale.Shape, nameof(Laplace))) => (Loc, Scale) = Together(nameof(Laplace), loc, scale);

    /// <summary>The mean.</summary>
    public Tensor Loc { get; }

    /// <summary>The scale.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override Tensor Mean => Loc;

    /// <inheritdoc/>
    public override Tensor Variance => Scale.Square() * 2.0;

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value) => -((value - Loc).Abs() / Scale) - (Scale * 2.0).Log();

    /// <inheritdoc/>
    public override Tensor Entropy() => (Scale * 2.0).Log() + 1.0;

    private protected override Tensor Draw(Shape shape, RandomSource? random)
    {
        Tensor u = Uniforms(shape, Loc, random) * 2.0 - 1.0;
        return Loc - Scale * u.Sign() * (-u.Abs()).Log1p();
    }
}
