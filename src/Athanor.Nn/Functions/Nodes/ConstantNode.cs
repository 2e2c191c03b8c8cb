using Athanor.Ops;

namespace Athanor.Nn.Functions;

/// <summary>A number, or a vector of them.</summary>
internal sealed class ConstantNode : FunctionNode
{
    private readonly double[] _values;

    public ConstantNode(double value)
        : base(null) => _values = [value];

    public ConstantNode(double[] values)
        : base(values.Length) => _values = values;

    public ReadOnlySpan<double> Values => _values;

    /// <summary>The value, where it is a number.</summary>
    public double? Number => Size is null ? _values[0] : null;

    public bool IsZero => Array.TrueForAll(_values, value => value == 0);

    public override string Label => Size is null ? Text(_values[0]) : $"({string.Join(", ", _values.Select(Text))})";

    internal override object Key => ("constant", Label);

    public static ConstantNode Filled(double value, int? size)
    {
        if (size is not { } count)
            return new ConstantNode(value);
        var values = new double[count];
        Array.Fill(values, value);
        return new ConstantNode(values);
    }

    public static ConstantNode Unit(int size, int component)
    {
        var values = new double[size];
        values[component] = 1;
        return new ConstantNode(values);
    }

    public override string Write(IReadOnlyList<string> inputs) => Size is null && _values[0] < 0 ? $"({Label})" : Label;

    internal override Tensor Evaluate(Tensor[] inputs, TensorSpec like) => Size is null
        ? Tensor.Full(like.With(Shape.Scalar), _values[0])
        : Tensor.From(_values).To(like.DType).To(like.Device);

    internal override FunctionNode With(FunctionNode[] inputs) => this;

    internal override FunctionNode? Tangent(FunctionNode[] values, FunctionNode?[] tangents) => null;
}
