namespace Athanor.Ops;

/// <summary>Parts of matrices, in tensor operations: what is cut away may hold anything, infinities too.</summary>
internal static class Triangles
{
    /// <summary>On and below diagonal <paramref name="k"/>; 0 elsewhere.</summary>
    public static Tensor Lower(Tensor a, int k = 0) => Cut(a, k, lower: true);

    /// <summary>On and above diagonal <paramref name="k"/>; 0 elsewhere.</summary>
    public static Tensor Upper(Tensor a, int k = 0) => Cut(a, k, lower: false);

    /// <summary>A vector (or a batch of them) on the diagonal of a matrix.</summary>
    public static Tensor Diagonal(Tensor v)
    {
        int n = v.Shape[^1];
        return Tensor.Where(Identity(n, v).NotEqualTo(0.0), v.Unsqueeze(-1), ZeroLike(v));
    }

    /// <summary>The identity, of another tensor's type and place.</summary>
    public static Tensor Identity(int n, Tensor like, int? columns = null)
    {
        using Defaults.Restore restore = Defaults.On(like.Device);
        return Tensor.Eye(n, columns, like.DType);
    }

    /// <summary>A scalar 0 of another tensor's type and place.</summary>
    public static Tensor ZeroLike(Tensor like) => Tensor.Zeros(new TensorSpec(Shape.Scalar, like.DType, like.Device));

    private static Tensor Cut(Tensor a, int k, bool lower)
    {
        using Defaults.Restore restore = Defaults.On(a.Device);
        Tensor i = Tensor.Arange(a.Shape[^2]).Unsqueeze(1) + k, j = Tensor.Arange(a.Shape[^1]);
        return Tensor.Where(lower ? j <= i : j >= i, a, ZeroLike(a));
    }
}
