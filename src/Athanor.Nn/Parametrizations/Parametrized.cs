namespace Athanor.Nn;

/// <summary>
/// A layer whose weight follows from other parameters. Its state is the layer's, the weight's parts in its place, as PyTorch's
/// <c>torch.nn.utils.parametrizations</c> names them.
/// </summary>
public abstract class Parametrized : Layer
{
    private readonly IWeightedLayer _inner;
    private readonly Child _parts;

    private protected Parametrized(Layer inner, Module weightParts)
    {
        _inner = inner as IWeightedLayer
            ?? throw new ArgumentException($"expected a layer with a weight, such as Linear or Conv2d, got {inner.Description}", nameof(inner));
        Inner = inner;
        _parts = new Child("weight", weightParts);
    }

    /// <summary>The layer; its own weight is not used.</summary>
    public Layer Inner { get; }

    /// <inheritdoc/>
    public override string Description => $"{GetType().Name}({Inner.Description})";

    /// <inheritdoc/>
    protected internal sealed override void Visit(IModuleVisitor visitor)
    {
        Inner.Visit(new AllButWeight(visitor));
        visitor.Child("parametrizations", _parts);
    }

    /// <summary>The weight that follows from the parts.</summary>
    protected abstract Tensor Effective();

    /// <inheritdoc/>
    protected sealed override Tensor Forward(Tensor input) => _inner.ForwardWith(input, Effective());

    private protected static (Parameter Weight, int Dim) WeightOf(Layer layer) => layer is IWeightedLayer weighted
        ? (weighted.Weight, weighted.OutputDim)
        : throw new ArgumentException($"expected a layer with a weight, such as Linear or Conv2d, got {layer.Description}", nameof(layer));

    private sealed class AllButWeight(IModuleVisitor next) : IModuleVisitor
    {
        public void Parameter(string name, Parameter? value)
        {
            if (name != "weight")
                next.Parameter(name, value);
        }

        public void Buffer(string name, Buffer? value) => next.Buffer(name, value);

        public void Child(string name, Module? value) => next.Child(name, value);
    }

    /// <summary>A module that holds one other under a name.</summary>
    private sealed class Child(string name, Module value) : Module
    {
        protected internal override void Visit(IModuleVisitor visitor) => visitor.Child(name, value);
    }
}
