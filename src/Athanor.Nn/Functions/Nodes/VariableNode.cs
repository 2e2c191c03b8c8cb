using Athanor.Ops;

namespace Athanor.Nn.Functions;

/// <summary>An input of the network; two of the same name are the same.</summary>
internal sealed class VariableNode(string name, int? size) : FunctionNode(size)
{
    public string Name => name;

    public override string Label => name;

    internal override object Key => ("variable", name);

    public override string Write(IReadOnlyList<string> inputs) => name;

    internal override Tensor Evaluate(Tensor[] inputs, TensorSpec like) =>
        throw new TensorException("function network", $"the variable '{name}' was given no value");

    internal override FunctionNode With(FunctionNode[] inputs) => this;

    internal override FunctionNode? Tangent(FunctionNode[] values, FunctionNode?[] tangents) => null;
}
