namespace Athanor.Nn.Functions;

/// <summary>
/// Proves a network affine after multiplying everything out: each component of each node becomes a polynomial of the inputs and of the
/// functions that cannot be multiplied out, of which equal ones of equal arguments are one. What is left in the end tells.
/// </summary>
/// <remarks>An identity like sin(u) − sin(u) = 0 is used wherever u may lie: where the network has a value, it is the map's.</remarks>
internal sealed class ExactForm
{
    private const double MaxPower = 16;

    private readonly Dictionary<(object, string), int> _atoms = [];
    private readonly int _inputs;

    private ExactForm(int inputs) => _inputs = inputs;

    /// <summary>The map (rows, inputs) and offset, if nothing but linear terms is left.</summary>
    public static bool Try(FunctionNetwork network, out double[,] a, out double[] b)
    {
        var form = new ExactForm(network.Coordinates);
        int rows = network.Size ?? 1;
        (a, b) = (new double[rows, form._inputs], new double[rows]);
        var variables = network.Places().ToDictionary(
            place => place.Name, place => Enumerable.Range(place.Start, place.Count).Select(Polynomial.Atom).ToArray());
        if (form.Walk(network, variables!) is not { } outputs)
            return false;
        for (int row = 0; row < rows; row++)
        {
            foreach ((int[] factors, Rational coefficient) in outputs[row].Terms)
            {
                if (factors.Length == 0)
                    b[row] = coefficient.ToDouble();
                else if (factors.Length == 1 && factors[0] < form._inputs)
                    a[row, factors[0]] = coefficient.ToDouble();
                else
                    return false;
            }
        }
        return true;
    }

    // Null where a value is not finite or a polynomial grows too large to be followed.
    private Polynomial[]? Walk(FunctionNetwork network, IReadOnlyDictionary<string, Polynomial[]?> variables)
    {
        var forms = new Dictionary<FunctionNode, Polynomial[]>(ReferenceEqualityComparer.Instance);
        foreach (FunctionNode node in network.Order)
        {
            Polynomial[]? form = node is VariableNode variable
                ? variables[variable.Name]
                : Of(node, [.. node.Inputs.Select(input => forms[input])]);
            if (form is null || Array.Exists(form, polynomial => polynomial.IsTooLarge))
                return null;
            forms[node] = form;
        }
        return forms[network.Order[^1]];
    }

    private Polynomial[]? Of(FunctionNode node, Polynomial[][] inputs)
    {
        switch (node)
        {
            case ConstantNode constant:
                return Finite(constant.Values.ToArray()) ? [.. constant.Values.ToArray().Select(Number)] : null;
            case ArithmeticNode arithmetic:
                return All(Enumerable.Range(0, node.Size ?? 1).Select(i =>
                    Combine(arithmetic.Operation, Part(inputs[0], i), Part(inputs[1], i))));
            case PowerNode power:
                return All(inputs[0].Select(u => Power(u, power.Exponent)));
            case ElementaryNode elementary:
                return All(inputs[0].Select(u => Apply(elementary.Function, u)));
            case AffineNode { Map: var map }:
                return Multiply(map, inputs[0]);
            case ComponentNode component:
                return [inputs[0][component.Index]];
            case VectorNode:
                return [.. inputs.Select(input => input[0])];
            case NetworkNode { Network: var network }:
                return Walk(network, network.Variables.Zip(inputs).ToDictionary(pair => pair.First, pair => (Polynomial[]?)pair.Second));
            default:
                return null;
        }
    }

    private Polynomial? Combine(Arithmetic operation, Polynomial f, Polynomial g) => operation switch
    {
        Arithmetic.Add => f + g,
        Arithmetic.Subtract => f + -Rational.One * g,
        Arithmetic.Multiply => f * g,
        _ when g.Value is { IsZero: true } => null,
        _ when g.Value is { } divisor => (Rational.One / divisor) * f,
        _ => f * Atom("1/", g),
    };

    private Polynomial? Power(Polynomial u, double exponent)
    {
        if (exponent is > 0 and <= MaxPower && exponent == Math.Floor(exponent))
        {
            Polynomial power = u;
            for (int i = 1; i < exponent && !power.IsTooLarge; i++)
                power *= u;
            return power;
        }
        if (u.Value is not { } value)
            return Atom(("power", exponent), u);
        double known = Math.Pow(value.ToDouble(), exponent);
        return double.IsFinite(known) ? Number(known) : null;
    }

    private Polynomial? Apply(ElementaryFunction function, Polynomial u)
    {
        if (u.Value is { } value)
        {
            using TensorScope scope = TensorScope.Begin("ExactForm");
            double known = function.Value(Tensor.Scalar(value.ToDouble(), DType.Float64)).Item();
            return double.IsFinite(known) ? Number(known) : null;
        }
        if (function.Mirror is not { } mirror || !u.LeadsNegative)
            return Atom(function, u);
        // f(u) from f(v) with v = −u, so that both are written with the same function value.
        Polynomial v = -Rational.One * u;
        return Number(mirror.Sign) * Atom(function, v) + Number(mirror.Slope) * v + Number(mirror.Offset);
    }

    private Polynomial Atom(object function, Polynomial argument)
    {
        (object, string) key = (function, argument.ToString());
        if (!_atoms.TryGetValue(key, out int number))
            _atoms[key] = number = _inputs + _atoms.Count;
        return Polynomial.Atom(number);
    }

    private static Polynomial[]? Multiply(AffineMap map, Polynomial[] input)
    {
        double[] a = map.A.ToArray<double>(), b = map.B?.ToArray<double>() ?? new double[map.A.Shape[0]];
        if (!Finite(a) || !Finite(b))
            return null;
        var rows = new Polynomial[b.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = Number(b[row]);
            for (int i = 0; i < input.Length; i++)
                rows[row] += Number(a[row * input.Length + i]) * input[i];
        }
        return rows;
    }

    private static Polynomial[]? All(IEnumerable<Polynomial?> results)
    {
        var all = new List<Polynomial>();
        foreach (Polynomial? result in results)
        {
            if (result is null)
                return null;
            all.Add(result);
        }
        return [.. all];
    }

    private static Polynomial Part(Polynomial[] form, int i) => form[form.Length == 1 ? 0 : i];

    private static Polynomial Number(double value) => Polynomial.Constant(Rational.Of(value));

    private static bool Finite(double[] values) => Array.TrueForAll(values, double.IsFinite);
}
