namespace Athanor.Nn;

/// <summary>The cosine of the angle between vectors along a dimension.</summary>
/// <param name="dim">The dimension.</param>
/// <param name="eps">The least product of lengths.</param>
public sealed class CosineSimilarity(int dim = 1, double eps = 1e-8) : Module<(Tensor A, Tensor B), Tensor>
{
    /// <summary>The dimension.</summary>
    public int Dim { get; } = dim;

    /// <summary>The least product of lengths.</summary>
    public double Eps { get; } = eps;

    /// <summary>Both inputs.</summary>
    public Tensor Call(Tensor a, Tensor b) => Call((a, b));

    /// <inheritdoc/>
    protected override Tensor Forward((Tensor A, Tensor B) input) => Distances.Cosine(input.A, input.B, Dim, Eps);
}

/// <summary>The p-norm of the difference of vectors in the last dimension.</summary>
/// <param name="norm">The norm's order.</param>
/// <param name="eps">Added to each difference.</param>
/// <param name="keepDim">Whether the last dimension stays, of size 1.</param>
public sealed class PairwiseDistance(double norm = 2, double eps = 1e-6, bool keepDim = false) : Module<(Tensor A, Tensor B), Tensor>
{
    /// <summary>The norm's order.</summary>
    public double Norm { get; } = norm;

    /// <summary>Added to each difference.</summary>
    public double Eps { get; } = eps;

    /// <summary>Whether the last dimension stays.</summary>
    public bool KeepDim { get; } = keepDim;

    /// <summary>Both inputs.</summary>
    public Tensor Call(Tensor a, Tensor b) => Call((a, b));

    /// <inheritdoc/>
    protected override Tensor Forward((Tensor A, Tensor B) input) => Distances.Pairwise(input.A, input.B, Norm, Eps, KeepDim);
}

/// <summary>Distances that layers and losses share.</summary>
internal static class Distances
{
    public static Tensor Cosine(Tensor a, Tensor b, int dim, double eps)
    {
        Tensor x = a.Square().Sum(dim, keepDim: true).Sqrt().Clamp(low: eps), y = b.Square().Sum(dim, keepDim: true).Sqrt().Clamp(low: eps);
        return (a / x * (b / y)).Sum(dim);
    }

    public static Tensor Pairwise(Tensor a, Tensor b, double order, double eps, bool keepDim)
    {
        Tensor difference = a - b + eps;
        if (double.IsPositiveInfinity(order))
            return difference.Abs().Amax([-1], keepDim);
        return order switch
        {
            2 => difference.Square().Sum(-1, keepDim).Sqrt(),
            1 => difference.Abs().Sum(-1, keepDim),
            _ => difference.Abs().Pow(order).Sum(-1, keepDim).Pow(1 / order),
        };
    }
}
