namespace Athanor.Conformance.Operators;

/// <summary>
/// The arguments of a call as PyTorch takes them: each by position or by name, with a default. What was not asked for is an error, so
/// that no mapping passes by ignoring an argument.
/// </summary>
public sealed class Args(object?[] positional, IReadOnlyDictionary<string, object?> named)
{
    // About where and how a result is stored, not about its values.
    private static readonly string[] _storage = ["device", "requires_grad", "layout", "pin_memory", "memory_format"];

    private readonly HashSet<int> _usedPositions = [];
    private readonly HashSet<string> _usedNames = [.. _storage];

    /// <summary>How many arguments were given by position.</summary>
    public int Count => positional.Length;

    /// <summary>The first argument, a tensor.</summary>
    public Tensor X => T(0, "input");

    /// <summary>A tensor.</summary>
    public Tensor T(int position, string name) => TOr(position, name) ?? throw Missing(position, name, "a tensor");

    /// <summary>A tensor, or null.</summary>
    public Tensor? TOr(int position, string name) => Get(position, name) switch
    {
        null => null,
        Tensor tensor => tensor,
        var other => throw Missing(position, name, $"a tensor, not {other}"),
    };

    /// <summary>A tensor, or a number as a scalar of the type that it promotes the first argument to.</summary>
    public Tensor Operand(int position, string name) => Get(position, name) switch
    {
        Tensor tensor => tensor,
        { } number => Tensor.Full(Shape.Scalar, ToNumber(number), ToNumber(number).Promote(X.DType)),
        null => throw Missing(position, name, "a tensor or a number"),
    };

    /// <summary>The tensors of a list.</summary>
    public Tensor[] Tensors(int position, string name) => [.. ((object?[])Get(position, name)!).Select(part => (Tensor)part!)];

    /// <summary>All arguments from a position on, tensors.</summary>
    public Tensor[] RestTensors(int position) => [.. Enumerable.Range(position, Math.Max(0, Count - position)).Select(i => T(i, ""))];

    /// <summary>All arguments from a position on, integers, or those of the list that is there instead.</summary>
    public int[] RestInts(int position) => position < Count && Raw(position, "") is object?[]
        ? Ints(position, "")!
        : [.. Enumerable.Range(position, Math.Max(0, Count - position)).Select(i => Int(i, ""))];

    /// <summary>An integer.</summary>
    public int Int(int position, string name, int? otherwise = null) =>
        IntOr(position, name) ?? otherwise ?? throw Missing(position, name, "an integer");

    /// <summary>An integer, or null.</summary>
    public int? IntOr(int position, string name) => Get(position, name) switch
    {
        null => null,
        Tensor { Count: 1 } tensor => (int)tensor.ItemInt64(),
        bool flag => flag ? 1 : 0,
        var value => checked((int)Convert.ToInt64(value)),
    };

    /// <summary>Integers: a list, or one alone; null if left out.</summary>
    public int[]? Ints(int position, string name) => Get(position, name) switch
    {
        null => null,
        object?[] list => [.. list.Select(part => checked((int)Convert.ToInt64(part)))],
        var one => [checked((int)Convert.ToInt64(one))],
    };

    /// <summary>Integers, <paramref name="rank"/> of them: a list, or one that stands for all.</summary>
    public int[] IntsOf(int rank, int position, string name, int otherwise)
    {
        int[] values = Ints(position, name) ?? [otherwise];
        return values.Length == 1 && rank != 1 ? [.. Enumerable.Repeat(values[0], rank)] : values;
    }

    /// <summary>Numbers for spatial dimensions: one, a list, or none; None in a list is −1.</summary>
    public Spatial Spatial(int position, string name) => Get(position, name) switch
    {
        null => default,
        object?[] list => new Spatial([.. list.Select(part => part is null ? -1 : checked((int)Convert.ToInt64(part)))]),
        var one => checked((int)Convert.ToInt64(one)),
    };

    /// <summary>A float.</summary>
    public double Float(int position, string name, double? otherwise = null) =>
        FloatOr(position, name) ?? otherwise ?? throw Missing(position, name, "a float");

    /// <summary>A float, or null.</summary>
    public double? FloatOr(int position, string name) => Get(position, name) switch
    {
        null => null,
        Tensor { Count: 1 } tensor => tensor.Item(),
        var value => ToNumber(value).Double,
    };

    /// <summary>Floats: a list, or one alone; null if left out.</summary>
    public double[]? Floats(int position, string name) => Get(position, name) switch
    {
        null => null,
        object?[] list => [.. list.Select(part => ToNumber(part!).Double)],
        var one => [ToNumber(one).Double],
    };

    /// <summary>A truth value.</summary>
    public bool Bool(int position, string name, bool otherwise = false) => Get(position, name) is bool flag ? flag : otherwise;

    /// <summary>A text.</summary>
    public string Text(int position, string name, string otherwise) => Get(position, name) as string ?? otherwise;

    /// <summary>A number.</summary>
    public Number Number(int position, string name, Number? otherwise = null) =>
        NumberOr(position, name) ?? otherwise ?? throw Missing(position, name, "a number");

    /// <summary>A number, or null.</summary>
    public Number? NumberOr(int position, string name) => Get(position, name) is { } value ? ToNumber(value) : null;

    /// <summary>An element type, or null.</summary>
    public DType? DTypeOr(int position, string name) => Get(position, name) as DType?;

    /// <summary>Whatever is there, taken as read.</summary>
    public object? Get(int position, string name)
    {
        if (position >= 0 && position < Count)
            _usedPositions.Add(position);
        else
            _usedNames.Add(name);
        return Raw(position, name);
    }

    /// <summary>Whatever is there, not yet taken as read.</summary>
    public object? Raw(int position, string name) => position >= 0 && position < Count ? positional[position] : named.GetValueOrDefault(name);

    /// <summary>An argument that chooses among ways to compute one result.</summary>
    public void Ignore(int position, string name) => Get(position, name);

    /// <summary>Throws if an argument was never asked for.</summary>
    internal void CheckAllUsed()
    {
        IEnumerable<string> unused = Enumerable.Range(0, Count).Where(i => !_usedPositions.Contains(i)).Select(i => $"#{i}")
            .Concat(named.Keys.Where(name => !_usedNames.Contains(name)));
        string text = string.Join(", ", unused);
        if (text.Length > 0)
            throw new FormatException($"the mapping of this operator does not use the arguments {text}");
    }

    private static Number ToNumber(object value) => value switch
    {
        bool flag => flag,
        long integer => integer,
        double floating => floating,
        Tensor { Count: 1 } tensor => tensor.DType.IsFloating() ? tensor.Item() : tensor.ItemInt64(),
        _ => throw new FormatException($"expected a number, got {value}"),
    };

    private static FormatException Missing(int position, string name, string what) => new($"argument {position} ({name}) must be {what}");
}
