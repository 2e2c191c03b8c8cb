namespace Athanor.Nn.Functions;

/// <summary>
/// Proves a composition of affine functions affine by composing their matrices: every node is A·x + b of the network's whole input. What
/// is not affine by itself ends the attempt, even if it cancels further on.
/// </summary>
internal sealed class DenseAffine
{
    private readonly int _inputs;

    private DenseAffine(int inputs) => _inputs = inputs;

    // A is null for a constant; a number has one row.
    private readonly record struct Form(Tensor? A, Tensor B);

    /// <summary>The map, if every node of the network is affine; made in the current scope.</summary>
    public static bool Try(FunctionNetwork network, out Tensor a, out Tensor b)
    {
        var walk = new DenseAffine(network.Coordinates);
        var variables = new Dictionary<string, Form?>();
        foreach ((string name, int start, int count) in network.Places())
            variables[name] = new Form(Tensor.Eye(walk._inputs, dtype: DType.Float64).Narrow(0, start, count), Zeros(count));
        Form? form = walk.Walk(network, variables);
        (a, b) = form is { } found ? (found.A ?? Zeros(found.B.Shape[0], walk._inputs), found.B) : (null!, null!);
        return form is not null;
    }

    private Form? Walk(FunctionNetwork network, Dictionary<string, Form?> variables)
    {
        var forms = new Dictionary<FunctionNode, Form?>(ReferenceEqualityComparer.Instance);
        foreach (FunctionNode node in network.Order)
        {
            Form?[] inputs = [.. node.Inputs.Select(input => forms[input])];
            forms[node] = node is VariableNode variable ? variables[variable.Name]
                : Array.TrueForAll(inputs, input => input is not null) ? Of(node, [.. inputs.Select(input => input!.Value)])
                : null;
        }
        return forms[network.Order[^1]];
    }

    private Form? Of(FunctionNode node, Form[] inputs)
    {
        switch (node)
        {
            case ArithmeticNode { Operation: Arithmetic.Add or Arithmetic.Subtract } sum:
                double sign = sum.Operation == Arithmetic.Add ? 1 : -1;
                return new Form(
                    (inputs[0].A, inputs[1].A) switch
                    {
                        (null, null) => null,
                        ({ } a, { } b) => a + b * sign,
                        ({ } a, null) => Rows(a, node.Size),
                        (null, { } b) => Rows(b * sign, node.Size),
                    },
                    inputs[0].B + inputs[1].B * sign);
            case ArithmeticNode { Operation: Arithmetic.Multiply } when inputs[0].A is null:
                return Scaled(inputs[1], inputs[0].B);
            case ArithmeticNode { Operation: Arithmetic.Multiply } when inputs[1].A is null:
                return Scaled(inputs[0], inputs[1].B);
            case ArithmeticNode { Operation: Arithmetic.Divide } when inputs[1].A is null && inputs[1].B.All().Item() == 1:
                return new Form(inputs[0].A is { } d ? d / inputs[1].B.Unsqueeze(1) : null, inputs[0].B / inputs[1].B);
            case AffineNode { Map: var map }:
                return new Form(inputs[0].A is { } inner ? map.A.MatMul(inner) : null, inputs[0].B.Linear(map.A, map.B));
            case ComponentNode component:
                return new Form(inputs[0].A?.Narrow(0, component.Index, 1), inputs[0].B.Narrow(0, component.Index, 1));
            case VectorNode when Array.Exists(inputs, input => input.A is not null):
                return new Form(
                    Tensor.Cat([.. inputs.Select(input => input.A ?? Zeros(1, _inputs))]),
                    Tensor.Cat([.. inputs.Select(input => input.B)]));
            case NetworkNode { Network: var network }:
                return Walk(network, inputs.Index().ToDictionary(input => network.Variables[input.Index], input => (Form?)input.Item));
            case ElementaryNode or PowerNode or VectorNode or ConstantNode when Array.TrueForAll(inputs, input => input.A is null):
                Tensor[] values = [.. node.Inputs.Zip(inputs, (input, form) => input.Size is null ? form.B.Reshape([]) : form.B)];
                var like = new Ops.TensorSpec(Shape.Scalar, DType.Float64, Device.Cpu);
                return new Form(null, node.Evaluate(values, like).Reshape(node.Size ?? 1));
            default:
                return null;
        }
    }

    private static Form Scaled(Form form, Tensor by) => new(form.A is { } a ? a * by.Unsqueeze(1) : null, form.B * by);

    private static Tensor Rows(Tensor a, int? size) => a.Expand(size ?? 1, a.Shape[1]);

    private static Tensor Zeros(params int[] shape) => Tensor.Zeros(shape, DType.Float64);
}
