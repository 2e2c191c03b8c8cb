using System.Globalization;
using Athanor.Ops;

namespace Athanor.Nn.Functions;

/// <summary>
/// One function of a network: it takes the values of its inputs and gives one value. Nodes never change and are made after their
/// inputs, so a network of them cannot have a cycle.
/// </summary>
public abstract class FunctionNode
{
    private protected FunctionNode(int? size, params FunctionNode[] inputs) => (Size, Inputs) = (size, inputs);

    /// <summary>The nodes whose values this one takes.</summary>
    public IReadOnlyList<FunctionNode> Inputs { get; }

    /// <summary>How many components the value has, along its last dimension; null for a number.</summary>
    public int? Size { get; }

    /// <summary>How the node is written, given how its inputs are: <c>sin(x)</c>.</summary>
    public abstract string Write(IReadOnlyList<string> inputs);

    /// <summary>What the node is called where its inputs are drawn as arrows: <c>sin</c>.</summary>
    public abstract string Label { get; }

    // Two nodes with the same inputs and equal keys are the same function.
    internal abstract object Key { get; }

    internal abstract Tensor Evaluate(Tensor[] inputs, TensorSpec like);

    internal abstract FunctionNode With(FunctionNode[] inputs);

    /// <summary>
    /// The chain rule: the derivative of this node, given the nodes of its inputs and their derivatives (null where an input does not
    /// depend on the variable; at least one is not null).
    /// </summary>
    internal abstract FunctionNode? Tangent(FunctionNode[] values, FunctionNode?[] tangents);

    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number beside vectors gets a last dimension, along which it broadcasts.</summary>
    internal static Tensor Beside(Tensor value, int? size, int? other) =>
        size is null && other is not null && value.Rank > 0 ? value.Unsqueeze(-1) : value;
}
