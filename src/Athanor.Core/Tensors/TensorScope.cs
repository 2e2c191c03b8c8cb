using System.Runtime.CompilerServices;

namespace Athanor;

/// <summary>
/// Collects the tensors that its thread makes while it is open and releases them at its end, but for those that were returned or kept.
/// Scopes nest; a scope belongs to the thread that opened it.
/// </summary>
/// <example><code>
/// using (var scope = TensorScope.Begin("evaluation"))
/// {
///     var loss = Loss(model.Call(x), y);        // everything in between ends with the scope
///     total = scope.Return(total + loss);       // this one moves to the scope outside
/// }
/// </code></example>
public sealed class TensorScope : IDisposable
{
    [ThreadStatic]
    private static TensorScope? t_current;

    // Closed scopes are used again: a module call opens one each time.
    [ThreadStatic]
    private static TensorScope? t_spare;

    private Tensor?[] _tensors = new Tensor?[16];
    private int _count;
    private TensorScope? _outer;
    private bool _open;

    private TensorScope()
    {
    }

    /// <summary>The innermost open scope of this thread, if any.</summary>
    public static TensorScope? Current => t_current;

    /// <summary>What the scope is called in the error of a tensor that is used after it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Opens a scope inside the current one.</summary>
    public static TensorScope Begin(string name)
    {
        TensorScope scope = t_spare ?? new TensorScope();
        t_spare = scope._outer;
        scope.Name = name;
        scope._outer = t_current;
        scope._open = true;
        t_current = scope;
        return scope;
    }

    /// <summary>Moves a tensor made in this scope to the scope outside, or out of all scopes if there is none. Returns it.</summary>
    public Tensor Return(Tensor tensor)
    {
        tensor.Check();
        if (tensor.IsIn(this))
        {
            tensor.LeaveScope();
            tensor.EnterScope(_outer);
            if (tensor is { IsLeaf: true, Grad: { IsReleased: false } grad })
                tensor.TakeAlong(grad);
        }
        return tensor;
    }

    /// <summary>Moves all tensors inside a value (a tensor, or a tuple or sequence of such values) to the scope outside.</summary>
    /// <exception cref="ArgumentException">The value is of a kind that cannot be looked into.</exception>
    public T Return<T>(T value)
    {
        if (value is Tensor tensor)
            Return(tensor);
        else
            ReturnParts(value);
        return value;
    }

    /// <summary>Ends the scope: what was neither returned nor kept is released.</summary>
    public void Dispose()
    {
        if (!_open)
            return;
        if (!ReferenceEquals(t_current, this))
            throw new InvalidOperationException($"scope '{Name}' is closed while scope '{t_current?.Name}' inside it (or of another thread) is open");
        t_current = _outer;
        _open = false;
        string by = $"the end of scope '{Name}'";
        for (int i = _count - 1; i >= 0; i--)
            _tensors[i]?.End(by);
        Array.Clear(_tensors, 0, _count);
        _count = 0;
        _outer = t_spare;
        t_spare = this;
    }

    internal int Add(Tensor tensor)
    {
        if (_count == _tensors.Length)
            Array.Resize(ref _tensors, 2 * _count);
        _tensors[_count] = tensor;
        return _count++;
    }

    internal void Remove(int slot)
    {
        _tensors[slot] = null;
        while (_count > 0 && _tensors[_count - 1] is null)
            _count--;
    }

    private void ReturnParts(object? value)
    {
        switch (value)
        {
            case null or string:
                break;
            case Tensor tensor:
                Return(tensor);
                break;
            case ITuple tuple:
                for (int i = 0; i < tuple.Length; i++)
                    ReturnParts(tuple[i]);
                break;
            case ITensorTree tree:
                foreach (Tensor? part in tree.Tensors)
                    ReturnParts(part);
                break;
            case System.Collections.IEnumerable sequence:
                foreach (object? part in sequence)
                    ReturnParts(part);
                break;
            default:
                if (!value.GetType().IsPrimitive)
                    throw new ArgumentException(
                        $"cannot tell which tensors a {value.GetType().Name} holds: return tensors, tuples or lists of them, or implement {nameof(ITensorTree)}");
                break;
        }
    }
}

/// <summary>A value that holds tensors, such as the several results of a model.</summary>
public interface ITensorTree
{
    /// <summary>The tensors it holds now.</summary>
    IEnumerable<Tensor?> Tensors { get; }
}
