using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>eˣ / Σ eˣ along a dimension, without overflow.</summary>
    /// <param name="dim">The dimension whose elements sum to 1.</param>
    /// <param name="dtype">The type to compute in, if not this tensor's.</param>
    public Tensor Softmax(int dim, DType? dtype = null) => Normalised(dim, dtype, log: false);

    /// <summary>ln(eˣ / Σ eˣ) along a dimension, without overflow.</summary>
    /// <param name="dim">The dimension whose exponentials sum to 1.</param>
    /// <param name="dtype">The type to compute in, if not this tensor's.</param>
    public Tensor LogSoftmax(int dim, DType? dtype = null) => Normalised(dim, dtype, log: true);

    /// <summary>The softmax of −x.</summary>
    public Tensor Softmin(int dim, DType? dtype = null) => (-(dtype is { } type ? To(type) : this)).Softmax(dim);

    private Tensor Normalised(int dim, DType? dtype, bool log)
    {
        dim = ResolveDim(dim, log ? "log_softmax" : "softmax");
        Tensor x = dtype is { } type ? To(type) : this;
        return Rank == 0 ? Apply(new Softmax(0, log), x.Reshape(1)).Reshape(Shape) : Apply(new Softmax(dim, log), x);
    }
}
