namespace Athanor.Nn.Functions;

/// <summary>
/// A function of one number with its derivative: the ready ones below, or the user's own, for example
/// <c>new ElementaryFunction("cube", t => t.Pow(3), u => 3 * Elementary.Pow(u, 2))</c>.
/// </summary>
public sealed partial class ElementaryFunction
{
    private readonly Func<FunctionNetwork, FunctionNetwork>? _slope;

    /// <summary>A function called <paramref name="name"/>.</summary>
    /// <param name="name">How it is written.</param>
    /// <param name="value">Its values, number by number, in tensor operations: so autograd can follow.</param>
    /// <param name="slope">Its derivative, as a network of the same argument; without it the function has none.</param>
    public ElementaryFunction(string name, Func<Tensor, Tensor> value, Func<FunctionNetwork, FunctionNetwork>? slope = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, Value, _slope) = (name, value, slope);
    }

    /// <summary>How it is written.</summary>
    public string Name { get; }

    /// <summary>Its values, number by number.</summary>
    public Func<Tensor, Tensor> Value { get; }

    // f(−u) = Sign · f(u) + Slope · u + Offset, where such a rule holds: how affine recognition sees that |−x| − |x| is 0.
    internal (int Sign, int Slope, int Offset)? Mirror { get; init; }

    /// <summary>The function of a network's value.</summary>
    public FunctionNetwork Of(FunctionNetwork argument) =>
        ReferenceEquals(this, Identity) ? argument : argument.Continue(new ElementaryNode(this, argument.Output));

    /// <summary>The function of one variable.</summary>
    public FunctionNetwork AsNetwork(string variable = "x") => Of(FunctionNetwork.Variable(variable));

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal FunctionNode SlopeAt(FunctionNode argument)
    {
        if (_slope is null)
            throw new TensorException("derivative", $"the function '{Name}' was given no derivative");
        return _slope(FunctionNetwork.Over(argument)).Output;
    }
}
