using Athanor.Ops;

namespace Athanor.Nn.Functions;

/// <summary>Its input to a constant power.</summary>
internal sealed class PowerNode(FunctionNode input, double exponent) : FunctionNode(input.Size, input)
{
    public double Exponent => exponent;

    public override string Label => $"^{Text(exponent)}";

    internal override object Key => ("power", exponent);

    public override string Write(IReadOnlyList<string> inputs) => $"{inputs[0]}^{(exponent < 0 ? $"({Text(exponent)})" : Text(exponent))}";

    internal override Tensor Evaluate(Tensor[] inputs, TensorSpec like) => inputs[0].Pow(exponent);

    internal override FunctionNode With(FunctionNode[] inputs) => Build.Power(inputs[0], exponent);

    internal override FunctionNode? Tangent(FunctionNode[] values, FunctionNode?[] tangents) =>
        Build.Multiply(Build.Multiply(new ConstantNode(exponent), Build.Power(values[0], exponent - 1)), tangents[0]!);
}
