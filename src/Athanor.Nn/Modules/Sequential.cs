using System.Collections;
using System.Globalization;

namespace Athanor.Nn;

/// <summary>Layers one after another, named by their number.</summary>
public sealed class Sequential : Layer, IReadOnlyList<Layer>
{
    private readonly List<Layer> _layers;

    /// <summary>The layers in order.</summary>
    public Sequential(params IEnumerable<Layer> layers) => _layers = [.. layers];

    /// <summary>The number of layers.</summary>
    public int Count => _layers.Count;

    /// <summary>The layer at a place; may be set, to put another head on a network.</summary>
    public Layer this[int index]
    {
        get => _layers[index];
        set => _layers[index] = value;
    }

    /// <summary>Puts a layer at the end.</summary>
    public void Add(Layer layer) => _layers.Add(layer);

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => _layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _layers.GetEnumerator();

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        foreach (Layer layer in _layers)
            input = layer.Call(input);
        return input;
    }

    /// <inheritdoc/>
    protected internal override void Visit(IModuleVisitor visitor)
    {
        for (int i = 0; i < _layers.Count; i++)
            visitor.Child(i.ToString(CultureInfo.InvariantCulture), _layers[i]);
    }
}

/// <summary>Modules of one kind in a list, named by their number; how they are called is for the owner to say.</summary>
/// <typeparam name="T">Their kind.</typeparam>
public sealed class ModuleList<T> : Module, IReadOnlyList<T>
    where T : Module
{
    private readonly List<T> _modules;

    /// <summary>The modules in order.</summary>
    public ModuleList(params IEnumerable<T> modules) => _modules = [.. modules];

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>The module at a place.</summary>
    public T this[int index]
    {
        get => _modules[index];
        set => _modules[index] = value;
    }

    /// <summary>Puts a module at the end.</summary>
    public void Add(T module) => _modules.Add(module);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _modules.GetEnumerator();

    /// <inheritdoc/>
    protected internal override void Visit(IModuleVisitor visitor)
    {
        for (int i = 0; i < _modules.Count; i++)
            visitor.Child(i.ToString(CultureInfo.InvariantCulture), _modules[i]);
    }
}
