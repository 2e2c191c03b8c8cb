using Athanor.Autograd;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// Whether gradients are computed for this tensor. Settable on leaves, which are tensors that no recorded operation made; true for
    /// every result of an operation on such tensors.
    /// </summary>
    /// <exception cref="TensorException">The type is not floating, or the tensor is not a leaf.</exception>
    public bool RequiresGrad
    {
        get => GradInfo is not null;
        set
        {
            Check();
            if (value == RequiresGrad)
                return;
            if (!IsLeaf)
                throw new TensorException("requires_grad", "can only be changed on a leaf; use Detach() to leave a graph");
            if (value && !DType.IsFloating())
                throw new TensorException("requires_grad", $"only floating tensors have gradients, got {DType.Name()}");
            if (value)
            {
                GradInfo = new GradInfo(null, 0) { Leaf = this };
                return;
            }
            GradInfo!.Grad?.End("requires_grad = false");
            GradInfo = null;
        }
    }

    /// <summary>Whether no recorded operation made this tensor.</summary>
    public bool IsLeaf => GradInfo?.Producer is null;

    /// <summary>The collected gradient of a leaf (or of a tensor that retains it); null before backward. Lives as long as the leaf does.</summary>
    public Tensor? Grad
    {
        get => GradInfo?.Grad;
        set
        {
            GradInfo info = GradInfo ?? throw new TensorException("grad", "the tensor does not require gradients");
            if (value is not null && value.Shape != Shape)
                throw new TensorException("grad", $"a gradient must have the tensor's shape {Shape}, got {value.Shape}");
            if (!ReferenceEquals(info.Grad, value))
                info.Grad?.End("a new gradient");
            info.Grad = value?.Keep();
            value?.EnterScope(_scope);
        }
    }

    /// <summary>The name of the operation that made the tensor, if it was recorded.</summary>
    public string? MadeBy => GradInfo?.Producer?.Op.Name;

    internal bool IsExclusive => _storage is { IsExclusive: true } && IsContiguous && _layout.Offset == 0 && Count * DType.Size() == _storage.Bytes;

    /// <summary>Keeps the gradient of a tensor that is not a leaf in <see cref="Grad"/> as well.</summary>
    public void RetainGrad() => (GradInfo ?? throw new TensorException("retain_grad", "the tensor does not require gradients")).RetainsGrad = true;

    /// <summary>The same values outside the graph; shares the memory.</summary>
    public Tensor Detach()
    {
        Check();
        Tensor result = Alias(withGraph: false);
        result.EnterScope(TensorScope.Current);
        return result;
    }

    /// <summary>
    /// Calls <paramref name="hook"/> with this tensor's gradient when backward has it; what it returns (if not null) takes its place.
    /// Dispose the result to remove the hook.
    /// </summary>
    public IDisposable RegisterHook(Func<Tensor, Tensor?> hook)
    {
        GradInfo info = GradInfo ?? throw new TensorException("register_hook", "the tensor does not require gradients");
        (info.Hooks ??= []).Add(hook);
        return new Removal(() => info.Hooks?.Remove(hook));
    }

    /// <summary>
    /// Adds the derivatives of this tensor to the <see cref="Grad"/> of every leaf it depends on.
    /// </summary>
    /// <param name="gradient">The cotangent, of this tensor's shape; may be left out for a single element, where it is 1.</param>
    /// <param name="retainGraph">Keeps the graph for another backward; by default it is let go on the way.</param>
    /// <param name="createGraph">Makes the gradients differentiable themselves (and retains the graph).</param>
    /// <exception cref="TensorException">The tensor is not part of a graph, or has several elements and no gradient is given.</exception>
    public void Backward(Tensor? gradient = null, bool retainGraph = false, bool createGraph = false)
    {
        Check();
        using TensorScope scope = TensorScope.Begin("Backward");
        BackwardPass.Accumulate([this], [Cotangent(this, gradient)], retainGraph, createGraph);
    }

    internal static Tensor Cotangent(Tensor output, Tensor? gradient)
    {
        if (output.GradInfo is null)
            throw new TensorException("backward", $"the tensor {output.Spec} does not depend on anything that requires gradients");
        if (gradient is null && output.Count != 1)
            throw new TensorException("backward", $"a gradient must be given for a tensor of {output.Count} elements; only a single element (a loss) has one implied");
        if (gradient is not null && gradient.Shape != output.Shape)
            throw new TensorException("backward", $"the gradient must have the shape {output.Shape}, got {gradient.Shape}");
        return gradient ?? Ones(output.Spec);
    }

    private sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
