namespace Athanor.Distributions;

/// <summary>The normal distribution of vectors.</summary>
public sealed class MultivariateNormal : Distribution
{
    private MultivariateNormal(Tensor loc, Tensor scaleTril, Shape batch)
        : base(batch, loc.Shape[^1..])
    {
        Loc = loc.Expand([.. batch, loc.Shape[^1]]);
        ScaleTril = scaleTril.Expand([.. batch, loc.Shape[^1], loc.Shape[^1]]);
    }

    /// <summary>The mean, (…, d).</summary>
    public Tensor Loc { get; }

    /// <summary>The lower Cholesky factor of the covariance, (…, d, d).</summary>
    public Tensor ScaleTril { get; }

    /// <summary>The covariance.</summary>
    public Tensor Covariance => ScaleTril.MatMul(ScaleTril.MT);

    /// <inheritdoc/>
    public override Tensor Mean => Loc;

    /// <inheritdoc/>
    public override Tensor Variance => ScaleTril.Square().Sum(-1);

    /// <summary>Half the logarithm of the covariance's determinant.</summary>
    internal Tensor LogRoot => ScaleTril.Diagonal(0, -2, -1).Log().Sum(-1);

    /// <summary>Of a mean and the lower Cholesky factor of the covariance.</summary>
    /// <exception cref="TensorException">The shapes do not fit.</exception>
    public static MultivariateNormal FromScaleTril(Tensor loc, Tensor scaleTril)
    {
        if (loc.Rank == 0 || scaleTril.Rank < 2 || scaleTril.Shape[^1] != loc.Shape[^1] || scaleTril.Shape[^2] != loc.Shape[^1])
            throw new TensorException(nameof(MultivariateNormal), $"expected (…, d) and (…, d, d), got {loc.Shape} and {scaleTril.Shape}");
        return new(loc, scaleTril, Shape.Broadcast(loc.Shape[..^1], scaleTril.Shape[..^2], nameof(MultivariateNormal)));
    }

    /// <summary>Of a mean and a covariance matrix.</summary>
    /// <exception cref="TensorException">The shapes do not fit, or the covariance is not positive-definite.</exception>
    public static MultivariateNormal FromCovariance(Tensor loc, Tensor covariance) => FromScaleTril(loc, Linalg.Cholesky(covariance));

    /// <summary>Of a mean and the inverse of the covariance.</summary>
    /// <exception cref="TensorException">The shapes do not fit, or the precision is not positive-definite.</exception>
    public static MultivariateNormal FromPrecision(Tensor loc, Tensor precision) => FromCovariance(loc, Linalg.Inv(precision));

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor value)
    {
        Tensor z = Linalg.SolveTriangular(ScaleTril, (value - Loc).Unsqueeze(-1), upper: false).Squeeze(-1);
        return z.Square().Sum(-1) * -0.5 - LogRoot - 0.5 * Loc.Shape[^1] * Math.Log(2 * Math.PI);
    }

    /// <inheritdoc/>
    public override Tensor Entropy() => LogRoot + 0.5 * Loc.Shape[^1] * Math.Log(2 * Math.PI * Math.E);

    private protected override Tensor Draw(Shape shape, RandomSource? random) =>
        Loc + ScaleTril.MatMul(Normals(shape, Loc, random).Unsqueeze(-1)).Squeeze(-1);
}
