using Athanor.Autograd;

namespace Athanor.Nn.Functions;

public sealed partial class FunctionNetwork
{
    /// <summary>The derivative by a variable that is a number, as a network of the same variables.</summary>
    /// <param name="variable">Its name; may be left out where there is only one.</param>
    /// <param name="order">1 for f′, 2 for f″ and so on; 0 gives the network itself.</param>
    /// <exception cref="TensorException">There is no such variable, it is a vector, or a function on the way has no derivative.</exception>
    public FunctionNetwork Derivative(string? variable = null, int order = 1)
    {
        VariableNode by = Find(variable, "derivative");
        if (by.Size is { } size)
            throw new TensorException(
                "derivative", $"'{by.Name}' is a vector of {size}: name the component, as in Partial(\"{by.Name}\", 0)");
        if (order < 0)
            throw new TensorException("derivative", $"expected an order of at least 0, got {order}");
        FunctionNetwork result = this;
        for (int i = 0; i < order; i++)
            result = result.Along(by, new ConstantNode(1));
        return result;
    }

    /// <summary>The derivative by one component of a variable that is a vector.</summary>
    public FunctionNetwork Partial(string variable, int component)
    {
        VariableNode by = Find(variable, "partial");
        if (by.Size is not { } size || (uint)component >= (uint)size)
            throw new TensorException("partial", $"there is no component {component} in '{variable}', {Sized(by.Size)}");
        return Along(by, ConstantNode.Unit(size, component));
    }

    /// <summary>The derivatives by all variables, component by component, in their order.</summary>
    public IReadOnlyList<FunctionNetwork> Gradient() =>
        [.. _variables.SelectMany(variable => variable.Size is { } size
            ? Enumerable.Range(0, size).Select(i => Partial(variable.Name, i))
            : [Derivative(variable.Name)])];

    /// <summary>The gradient at a point, by the symbolic derivatives.</summary>
    public double[] GradientAt(params ReadOnlySpan<double> point)
    {
        RequireNumber("gradient");
        double[] at = point.ToArray();
        return [.. Gradient().Select(partial => partial.At(at))];
    }

    /// <summary>The gradient at a point, by the engine's autograd: the outside judge of <see cref="GradientAt"/>.</summary>
    public double[] GradientByAutograd(params ReadOnlySpan<double> point)
    {
        RequireNumber("gradient");
        return JacobianByAutograd(point).ToArray<double>();
    }

    /// <summary>The derivatives of all components of the value by all numbers of the point, (outputs, inputs), symbolically.</summary>
    public Tensor Jacobian(params ReadOnlySpan<double> point)
    {
        using TensorScope scope = TensorScope.Begin("Jacobian");
        using GradMode.Restore mode = GradMode.NoGrad();
        Tensor[] values = Split(point, "jacobian");
        FunctionNetwork[] partials = [.. Gradient()];
        if (partials.Length == 0)
            throw new TensorException("jacobian", "the network has no variables");
        return scope.Return(Tensor.Stack([.. partials.Select(partial => partial.Evaluate(values).Reshape(Size ?? 1))], -1));
    }

    /// <summary>The same matrix by the engine's autograd, a row for each backward pass.</summary>
    public Tensor JacobianByAutograd(params ReadOnlySpan<double> point)
    {
        using TensorScope scope = TensorScope.Begin("Jacobian");
        using GradMode.Restore mode = GradMode.WithGrad();
        Tensor[] values = Split(point, "jacobian");
        if (values.Length == 0)
            throw new TensorException("jacobian", "the network has no variables");
        foreach (Tensor value in values)
            value.RequiresGrad = true;
        Tensor outputs = Evaluate(values).Reshape(Size ?? 1);
        var rows = new Tensor[Size ?? 1];
        for (int i = 0; i < rows.Length; i++)
        {
            Tensor?[] gradients = outputs.RequiresGrad
                ? Gradients.OfMany([outputs.Select(0, i)], values, retainGraph: true)
                : new Tensor?[values.Length];
            rows[i] = Tensor.Cat([.. gradients.Zip(values, (gradient, value) => (gradient ?? value.ZerosLike()).Reshape(-1))]);
        }
        return scope.Return(Tensor.Stack(rows));
    }

    private FunctionNetwork Along(VariableNode by, FunctionNode direction)
    {
        var seeds = _variables.ToDictionary(
            variable => variable.Name, variable => ((FunctionNode)variable, variable.Name == by.Name ? direction : null));
        return Continue(Differentiation.Tangent(this, seeds) ?? ConstantNode.Filled(0, Size));
    }
}
