namespace Athanor.Distributions;

/// <summary>Student's t distribution, shifted and scaled.</summary>
public sealed class StudentT : Distribution
{
    /// <summary>Of degrees of freedom, and location 0 and scale 1 unless given; shapes broadcast.</summary>
    public StudentT(Tensor df, Tensor? loc = null, Tensor? scale = null)
        : base(Shape.Broadcast(df.Shape, Shape.Broadcast(loc?.Shape ?? Shape.Scalar, scale?.Shape ?? Shape.Scalar, nameof(StudentT)),
            nameof(StudentT)))
    {
        Df = df.Expand(BatchShape);
        Loc = (loc ?? df * 0.0).Expand(BatchShape);
        Scale = (scale ?? df * 0.0 + 1.0).Expand(BatchShape);
    }

    /// <summary>Degrees of freedom.</summary>
    public Tensor Df { get; }

    /// <summary>The median.</summary>
    public Tensor Loc { get; }

    /// <summary>The scale.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override Tensor Mean => Tensor.Where(Df > 1.0, Loc, Loc * double.NaN);

    /// <inheritdoc/>
    public override Tensor Variance
    {
        get
        {
            Tensor finite = Scale.Square() * Df / (Df - 2.0);
            return Tensor.Where(Df > 2.0, finite, Tensor.Where(Df > 1.0, Df * double.PositiveInfinity, Df * double.NaN));
        }
    }

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value)
    {
        Tensor z = (value - Loc) / Scale, normaliser = Scale.Log() + Df.Log() * 0.5 + 0.5 * Math.Log(Math.PI) + (Df * 0.5).LogGamma()
            - ((Df + 1.0) * 0.5).LogGamma();
        return (Df + 1.0) * -0.5 * (z.Square() / Df).Log1p() - normaliser;
    }

    /// <inheritdoc/>
    public override Tensor Entropy()
    {
        Tensor half = Df * 0.5, next = (Df + 1.0) * 0.5;
        return Scale.Log() + next * (next.Digamma() - half.Digamma()) + Df.Log() * 0.5 + half.LogGamma() + 0.5 * Math.Log(Math.PI)
            - next.LogGamma();
    }

    private protected override Tensor Draw(Shape shape, RandomSource? random) =>
        Loc + Scale * Normals(shape, Loc, random) * (Gammas(shape, Df * 0.5, random) * 2.0 / Df).Rsqrt();
}
