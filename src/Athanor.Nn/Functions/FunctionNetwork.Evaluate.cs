using Athanor.Ops;

namespace Athanor.Nn.Functions;

public sealed partial class FunctionNetwork
{
    /// <summary>
    /// The value for given values of the variables, in their order. A number may be a tensor of any shape (many points at once) and a
    /// vector of n components a tensor (…, n); shapes broadcast. Differentiable by autograd.
    /// </summary>
    /// <exception cref="TensorException">There are more or fewer values than variables, or a vector has the wrong size.</exception>
    public Tensor Evaluate(params ReadOnlySpan<Tensor> values)
    {
        if (values.Length != _variables.Length)
            throw new TensorException("evaluate", $"expected {_variables.Length} values ({Listed}), got {values.Length}");
        using TensorScope scope = TensorScope.Begin("FunctionNetwork");
        Tensor[] results = EvaluateAll(values.ToArray(), out Shape points);
        Tensor result = results[^1];
        Shape shape = Size is { } size ? [.. points, size] : points;
        return scope.Return(result.Shape == shape ? result : result.Expand(shape));
    }

    /// <summary>The value for given values of the variables, by name.</summary>
    /// <exception cref="TensorException">A variable has no value, or a value no variable.</exception>
    public Tensor Evaluate(IReadOnlyDictionary<string, Tensor> values)
    {
        foreach (string name in values.Keys)
            Find(name, "evaluate");
        var ordered = new Tensor[_variables.Length];
        for (int i = 0; i < ordered.Length; i++)
        {
            if (!values.TryGetValue(Variables[i], out ordered[i]!))
                throw new TensorException("evaluate", $"the variable '{Variables[i]}' was given no value");
        }
        return Evaluate(ordered);
    }

    /// <summary>The value at one point, in float64: one number for each component of each variable.</summary>
    /// <exception cref="TensorException">The value is not a finite number there; the message names the function that is not.</exception>
    public double At(params ReadOnlySpan<double> point)
    {
        using TensorScope scope = TensorScope.Begin("At");
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        RequireNumber("at");
        Tensor[] values = Split(point, "at"), results = EvaluateAll(values, out _);
        double value = results[^1].Item();
        return double.IsFinite(value) ? value : throw new TensorException("at", Explain(results, point.ToArray()));
    }

    /// <summary>The values of all variables from one list of numbers, as the point of <see cref="At"/> is written.</summary>
    internal Tensor[] Split(ReadOnlySpan<double> point, string purpose)
    {
        int count = _variables.Sum(variable => variable.Size ?? 1);
        if (point.Length != count)
            throw new TensorException(purpose, $"expected {count} numbers ({Listed}), got {point.Length}");
        var values = new Tensor[_variables.Length];
        for (int i = 0, at = 0; i < values.Length; at += _variables[i].Size ?? 1, i++)
            values[i] = _variables[i].Size is { } size
                ? Tensor.From(point.Slice(at, size), [size])
                : Tensor.Scalar(point[at], DType.Float64);
        return values;
    }

    internal void RequireNumber(string purpose)
    {
        if (Size is { } size)
            throw new TensorException(purpose, $"expected a network whose value is a number, got a vector of {size}");
    }

    internal void RequireOneNumber(string purpose)
    {
        RequireNumber(purpose);
        if (_variables is not [{ Size: null }])
            throw new TensorException(purpose, $"expected a function of one number, got variables {Listed}; set the others with Fix");
    }

    // Values without the throw of At, for search: a pole is no reason to stop there.
    internal double Probe(double x)
    {
        using TensorScope scope = TensorScope.Begin("Probe");
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        return Evaluate(Tensor.Scalar(x, DType.Float64)).Item();
    }

    internal double[] Probe(double[] points)
    {
        using TensorScope scope = TensorScope.Begin("Probe");
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        return Evaluate(Tensor.From(points)).ToArray<double>();
    }

    private Tensor[] EvaluateAll(Tensor[] values, out Shape points)
    {
        points = Shape.Scalar;
        for (int i = 0; i < values.Length; i++)
        {
            int? size = _variables[i].Size;
            if (size is { } n && (values[i].Rank == 0 || values[i].Shape[^1] != n))
                throw new TensorException(
                    "evaluate", $"expected '{Variables[i]}' to have {n} components in the last dimension, got shape {values[i].Shape}");
            points = Shape.Broadcast(points, size is null ? values[i].Shape : values[i].Shape[..^1], "evaluate");
        }
        TensorSpec like = values.Length > 0 ? values[0].Spec : new TensorSpec(Shape.Scalar, DType.Float64, Defaults.Device);
        var results = new Tensor[Order.Count];
        var place = new Dictionary<FunctionNode, Tensor>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < results.Length; i++)
        {
            FunctionNode node = Order[i];
            results[i] = node is VariableNode variable
                ? values[Array.FindIndex(_variables, known => known.Name == variable.Name)]
                : node.Evaluate([.. node.Inputs.Select(input => place[input])], like);
            place[node] = results[i];
        }
        return results;
    }

    private string Explain(Tensor[] results, double[] point)
    {
        string where = $"at ({string.Join(", ", point.Select(FunctionNode.Text))})";
        int first = Enumerable.Range(0, results.Length).First(i => results[i].ToArray<double>().Any(value => !double.IsFinite(value)));
        FunctionNode node = Order[first];
        string written = Formula(node);
        return node is ArithmeticNode { Operation: Arithmetic.Divide }
            ? $"division by zero or overflow in {written} {where}"
            : $"{written} is not a finite number {where}";
    }
}
