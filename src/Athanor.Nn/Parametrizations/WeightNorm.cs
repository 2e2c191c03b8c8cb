using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>A layer whose weight is a length for each output times a direction, g · v / |v| (Salimans and Kingma 2016).</summary>
public sealed class WeightNorm : Parametrized
{
    private readonly Parts _parts;
    private readonly int? _dim;

    /// <summary>A layer with its weight taken apart.</summary>
    /// <param name="layer">A linear or convolution layer.</param>
    /// <param name="dim">The dimension that has a length for each index; −1 for one length of the whole.</param>
    public WeightNorm(Layer layer, int dim = 0)
        : this(layer, new Parts(WeightOf(layer).Weight, dim < 0 ? null : dim), dim < 0 ? null : dim)
    {
    }

    private WeightNorm(Layer layer, Parts parts, int? dim)
        : base(layer, parts) => (_parts, _dim) = (parts, dim);

    /// <inheritdoc/>
    protected override Tensor Effective() => _parts.Direction * (_parts.Length / Size(_parts.Direction, _dim));

    /// <summary>The length along all dimensions but one.</summary>
    private static Tensor Size(Tensor weight, int? dim)
    {
        int[] others = [.. Enumerable.Range(0, weight.Rank).Where(i => i != dim)];
        return weight.Square().Sum(others, keepDim: dim is not null).Sqrt();
    }

    private sealed class Parts : Module
    {
        public Parts(Parameter weight, int? dim)
        {
            Direction = weight;
            using GradMode.Restore mode = GradMode.NoGrad();
            using TensorScope scope = TensorScope.Begin(nameof(WeightNorm));
            Length = new Parameter(Size(weight, dim));
        }

        public Parameter Length { get; }

        public Parameter Direction { get; }

        protected internal override void Visit(IModuleVisitor visitor)
        {
            visitor.Parameter("original0", Length);
            visitor.Parameter("original1", Direction);
        }
    }
}
