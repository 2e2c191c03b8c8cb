namespace Athanor.Nn.Functions;

/// <summary>
/// Functions that feed one another without a cycle: many inputs (the variables), one output. A network is itself a function: it can be
/// added, multiplied, composed, differentiated, integrated, solved, and be a node of another network. Networks never change.
/// </summary>
/// <example><code>
/// var x = FunctionNetwork.Variable("x");
/// var f = Exp(-x) * Sin(2 * x);
/// double slope = f.Derivative().At(1);
/// double area = f.Integrate(0, Math.PI).Value;
/// </code></example>
public sealed partial class FunctionNetwork
{
    private readonly VariableNode[] _variables;
    private IReadOnlyList<FunctionNode>? _order;

    // A network keeps its variables where its output no longer needs them: the derivative of 3x is still a function of x.
    private FunctionNetwork(FunctionNode output, VariableNode[] variables)
    {
        (Output, _variables) = (output, variables);
        foreach (VariableNode variable in variables)
        {
            if (Array.Find(variables, other => other.Name == variable.Name)!.Size != variable.Size)
                throw new TensorException(
                    "function network", $"the variable '{variable.Name}' is used with two different numbers of components");
        }
        _variables = [.. variables.DistinctBy(variable => variable.Name)];
        Variables = [.. _variables.Select(variable => variable.Name)];
    }

    /// <summary>The node whose value is the network's.</summary>
    public FunctionNode Output { get; }

    /// <summary>The names of the inputs, in the order in which <see cref="Evaluate(ReadOnlySpan{Tensor})"/> takes their values.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>How many components the value has; null for a number.</summary>
    public int? Size => Output.Size;

    /// <summary>
    /// The nodes in an order in which each comes after its inputs. Equal functions of equal inputs are one node, so shared
    /// sub-expressions are evaluated once.
    /// </summary>
    public IReadOnlyList<FunctionNode> Order => _order ??= Ordering.Of(Output);

    /// <summary>The function that gives its input back.</summary>
    /// <param name="name">Its name; equal names mean the same input.</param>
    /// <param name="size">Null for a number, else the number of components of a vector.</param>
    public static FunctionNetwork Variable(string name, int? size = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (size < 1)
            throw new TensorException("variable", $"expected '{name}' to have at least 1 component, got {size}");
        var variable = new VariableNode(name, size);
        return new FunctionNetwork(variable, [variable]);
    }

    /// <summary>The same number everywhere.</summary>
    public static FunctionNetwork Constant(double value) => new(new ConstantNode(value), []);

    /// <summary>The same vector everywhere.</summary>
    public static FunctionNetwork Constant(double[] values) => new(new ConstantNode((double[])values.Clone()), []);

    /// <summary>Several numbers as one vector.</summary>
    public static FunctionNetwork Vector(params FunctionNetwork[] components) =>
        new(new VectorNode([.. components.Select(component => component.Output)]),
            [.. components.SelectMany(component => component._variables)]);

    /// <summary>One component of a vector.</summary>
    public FunctionNetwork this[int index] => Continue(Build.Component(Output, index));

    /// <summary>A·f + b of this vector f.</summary>
    /// <param name="a">(out, in).</param>
    /// <param name="b">(out), or null for 0.</param>
    public FunctionNetwork Affine(Tensor a, Tensor? b = null) => Continue(new AffineNode(new AffineMap(a, b), Output));

    /// <summary>This network as one function called <paramref name="name"/>: a network of a single node over its variables.</summary>
    public FunctionNetwork Named(string name) => Continue(new NetworkNode(name, this, _variables));

    internal FunctionNetwork Continue(FunctionNode output) => new(output, _variables);

    // Rules of differentiation speak of networks; while they do, the argument's variables do not matter.
    internal static FunctionNetwork Over(FunctionNode node) => new(node, []);

    internal VariableNode Find(string? name, string purpose)
    {
        if (name is null)
        {
            return _variables.Length == 1
                ? _variables[0]
                : throw new TensorException(purpose, $"name the variable: the network has {Listed}");
        }
        return Array.Find(_variables, variable => variable.Name == name)
            ?? throw new TensorException(purpose, $"unknown variable '{name}': the network has {Listed}");
    }

    private string Listed => _variables.Length == 0 ? "no variables" : string.Join(", ", Variables);
}
