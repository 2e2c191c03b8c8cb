namespace Athanor.Nn;

/// <summary>What an optimizer remembers of one parameter: tensors and numbers by name.</summary>
public sealed class ParameterState
{
    private readonly SortedDictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, double> _numbers = new(StringComparer.Ordinal);

    /// <summary>How many steps the parameter was moved.</summary>
    public long Step { get; internal set; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>The numbers by name.</summary>
    public IReadOnlyDictionary<string, double> Numbers => _numbers;

    /// <summary>The tensor of a name; zeros like <paramref name="parameter"/> (or filled with another value) the first time.</summary>
    public Tensor Get(string name, Tensor parameter, double first = 0) => Get(name, () => Tensor.Full(parameter.Spec, first));

    /// <summary>The tensor of a name, made by <paramref name="make"/> the first time; it outlives every scope.</summary>
    public Tensor Get(string name, Func<Tensor> make) =>
        _tensors.TryGetValue(name, out Tensor? known) ? known : _tensors[name] = make().Keep();

    /// <summary>The number of a name, <paramref name="first"/> until it is set.</summary>
    public double Number(string name, double first) => _numbers.GetValueOrDefault(name, first);

    /// <summary>Sets a number.</summary>
    public void Set(string name, double value) => _numbers[name] = value;

    /// <summary>Sets a tensor; the one before is released.</summary>
    public void Set(string name, Tensor value)
    {
        if (_tensors.TryGetValue(name, out Tensor? before) && !ReferenceEquals(before, value))
            before.Dispose();
        _tensors[name] = value.Keep();
    }

    internal void Clear()
    {
        foreach (Tensor tensor in _tensors.Values)
            tensor.Dispose();
        _tensors.Clear();
        _numbers.Clear();
        Step = 0;
    }
}
