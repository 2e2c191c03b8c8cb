using Athanor.Autograd;

namespace Athanor.Ops;

/// <summary>What an operation's gradient is given.</summary>
public readonly ref struct VjpArgs
{
    private readonly Node _node;
    private readonly ReadOnlySpan<Tensor?> _grads;
    private readonly ReadOnlySpan<bool> _needs;

    internal VjpArgs(Node node, ReadOnlySpan<Tensor?> grads, ReadOnlySpan<bool> needs)
    {
        _node = node;
        _grads = grads;
        _needs = needs;
    }

    /// <summary>The number of inputs.</summary>
    public int InputCount => _node.InputCount;

    /// <summary>Whether an input's gradient is wanted; others may be null.</summary>
    public bool Needs(int input) => _needs[input];

    /// <summary>Whether the gradient will be differentiated again, so that it has to be made of differentiable operations.</summary>
    public bool CreatesGraph => GradMode.Enabled;

    /// <summary>The value of a saved input.</summary>
    public Tensor Input(int index) => _node.Input(index);

    /// <summary>The value of a saved output.</summary>
    public Tensor Output(int index) => _node.Output(index, GradMode.Enabled);

    /// <summary>Shape and type of an input, saved or not.</summary>
    public TensorSpec InputSpec(int index) => _node.InputSpec(index);

    /// <summary>Shape and type of an output, saved or not.</summary>
    public TensorSpec OutputSpec(int index) => _node.OutputSpec(index);

    /// <summary>Whether anything depends on an output.</summary>
    public bool HasGrad(int output) => _grads[output] is not null;

    /// <summary>The cotangent of an output; zeros if nothing depends on it.</summary>
    public Tensor Grad(int output) => _grads[output] ?? Tensor.Zeros(_node.OutputSpec(output));
}
