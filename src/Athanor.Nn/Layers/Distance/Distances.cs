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
    protected override Tensor Forward((Tensor A, Tensor B) input) => input.A.CosineSimilarity(input.B, Dim, Eps);
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
    protected override Tensor Forward((Tensor A, Tensor B) input) => input.A.PairwiseDistance(input.B, Norm, Eps, KeepDim);
}
