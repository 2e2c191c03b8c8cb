using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>
/// A layer whose weight is divided by its largest singular value (Miyato et al. 2018), which power iterations follow in training.
/// </summary>
public sealed class SpectralNorm : Parametrized
{
    private readonly Parts _parts;
    private readonly int _iterations;
    private readonly int _dim;
    private readonly double _eps;

    /// <summary>A layer with its weight normalised.</summary>
    /// <param name="layer">A linear or convolution layer.</param>
    /// <param name="iterations">Power iterations at each call in training.</param>
    /// <param name="eps">The least length that vectors are divided by.</param>
    public SpectralNorm(Layer layer, int iterations = 1, double eps = 1e-12)
        : this(layer, new Parts(WeightOf(layer).Weight, WeightOf(layer).Dim), iterations, eps)
    {
    }

    private SpectralNorm(Layer layer, Parts parts, int iterations, double eps)
        : base(layer, parts)
    {
        (_parts, _iterations, _dim, _eps) = (parts, iterations, WeightOf(layer).Dim, eps);
        if (parts.Original.Device.Kind != DeviceKind.Meta)
            Follow(15);
    }

    /// <inheritdoc/>
    protected override Tensor Effective()
    {
        if (Training)
            Follow(_iterations);
        // Copies: the graph must not see the vectors move at the next call.
        Tensor u = _parts.Vectors.U.Detach().Clone(), v = _parts.Vectors.V.Detach().Clone();
        return _parts.Original / (u * Matrix().MatMul(v)).Sum();
    }

    private Tensor Matrix() => _parts.Original.MoveDim(_dim, 0).Flatten(1);

    private void Follow(int iterations)
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        using TensorScope scope = TensorScope.Begin(nameof(SpectralNorm));
        Tensor matrix = Matrix().Detach();
        for (int i = 0; i < iterations; i++)
        {
            _parts.Vectors.U.CopyFrom(matrix.MatMul(_parts.Vectors.V).Normalize(dim: 0, eps: _eps));
            _parts.Vectors.V.CopyFrom(matrix.MT.MatMul(_parts.Vectors.U).Normalize(dim: 0, eps: _eps));
        }
    }

    private sealed class Parts : Module
    {
        public Parts(Parameter weight, int dim)
        {
            Original = weight;
            int rows = weight.Shape[dim];
            Vectors = new Singular(rows, (int)(weight.Count / Math.Max(rows, 1)));
        }

        public Parameter Original { get; }

        public Singular Vectors { get; }

        protected internal override void Visit(IModuleVisitor visitor)
        {
            visitor.Parameter("original", Original);
            visitor.Child("0", Vectors);
        }
    }

    private sealed class Singular(int rows, int columns) : Module
    {
        public Buffer U { get; } = Unit(rows);

        public Buffer V { get; } = Unit(columns);

        protected internal override void Visit(IModuleVisitor visitor)
        {
            visitor.Buffer("_u", U);
            visitor.Buffer("_v", V);
        }

        private static Buffer Unit(int size)
        {
            using TensorScope scope = TensorScope.Begin(nameof(SpectralNorm));
            return new Buffer(Init.Normal([size]).Normalize(dim: 0));
        }
    }
}
