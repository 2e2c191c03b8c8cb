using Athanor.Ops;

namespace Athanor.Nn.Functions;

/// <summary>A whole network as one function of another network.</summary>
internal sealed class NetworkNode(string name, FunctionNetwork network, FunctionNode[] arguments) : FunctionNode(network.Size, arguments)
{
    public FunctionNetwork Network => network;

    public override string Label => name;

    internal override object Key => (name, network);

    public override string Write(IReadOnlyList<string> inputs) => $"{name}({string.Join(", ", inputs)})";

    internal override Tensor Evaluate(Tensor[] inputs, TensorSpec like) => network.Evaluate(inputs);

    internal override FunctionNode With(FunctionNode[] inputs) => new NetworkNode(name, network, inputs);

    // The chain rule through the inner network gives its nodes, not a node.
    internal override FunctionNode? Tangent(FunctionNode[] values, FunctionNode?[] tangents)
    {
        var seeds = new Dictionary<string, (FunctionNode, FunctionNode?)>();
        for (int i = 0; i < tangents.Length; i++)
            seeds[network.Variables[i]] = (values[i], tangents[i]);
        return Differentiation.Tangent(network, seeds);
    }
}
