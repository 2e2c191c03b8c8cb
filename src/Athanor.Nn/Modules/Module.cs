using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>
/// A part of a network with its state: parameters, buffers and modules inside it, found by generated code (see
/// <see cref="ModuleAttribute"/>) in the order of their properties, parameters first, as PyTorch orders a state dict.
/// </summary>
public abstract class Module
{
    /// <summary>Whether the module is being trained: dropout drops and batch norm uses the batch's statistics.</summary>
    public bool Training { get; private set; } = true;

    /// <summary>What the module is, with its sizes: <c>Conv2d(64 → 128)</c>.</summary>
    public virtual string Description => GetType().Name;

    /// <summary>All parameters with their names, each once, modules inside included.</summary>
    public IEnumerable<(string Name, Parameter Value)> NamedParameters()
    {
        var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        foreach ((string name, Module module) in NamedModules())
            foreach ((string own, Parameter value) in Parts.Of(module).Parameters)
                if (seen.Add(value))
                    yield return (Join(name, own), value);
    }

    /// <summary>All parameters, each once.</summary>
    public IEnumerable<Parameter> Parameters() => NamedParameters().Select(p => p.Value);

    /// <summary>All buffers with their names, each once, modules inside included.</summary>
    public IEnumerable<(string Name, Buffer Value)> NamedBuffers()
    {
        var seen = new HashSet<Buffer>(ReferenceEqualityComparer.Instance);
        foreach ((string name, Module module) in NamedModules())
            foreach ((string own, Buffer value) in Parts.Of(module).Buffers)
                if (seen.Add(value))
                    yield return (Join(name, own), value);
    }

    /// <summary>The modules directly inside, with their names.</summary>
    public IReadOnlyList<(string Name, Module Value)> Children() => Parts.Of(this).Children;

    /// <summary>This module (named "") and all inside it, each once, outer before inner.</summary>
    public IEnumerable<(string Name, Module Value)> NamedModules()
    {
        var seen = new HashSet<Module>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<(string, Module)>([("", this)]);
        while (stack.TryPop(out (string Name, Module Value) next))
        {
            if (!seen.Add(next.Value))
                continue;
            yield return next;
            foreach ((string name, Module child) in next.Value.Children().Reverse())
                stack.Push((Join(next.Name, name), child));
        }
    }

    /// <summary>The number of trainable scalars.</summary>
    public long ParameterCount => Parameters().Where(p => p.RequiresGrad).Sum(p => p.Count);

    /// <summary>
    /// Names and tensors of the whole state, as PyTorch names and orders them: of each module its parameters, its persistent buffers, then
    /// the modules inside. A shared tensor comes under each of its names.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> StateDict()
    {
        var state = new List<KeyValuePair<string, Tensor>>();
        Collect("", this);
        return state;

        void Collect(string prefix, Module module)
        {
            Parts parts = Parts.Of(module);
            foreach ((string name, Parameter value) in parts.Parameters)
                state.Add(new(Join(prefix, name), value));
            foreach ((string name, Buffer value) in parts.Buffers)
                if (value.Persistent)
                    state.Add(new(Join(prefix, name), value));
            foreach ((string name, Module child) in parts.Children)
                Collect(Join(prefix, name), child);
        }
    }

    /// <summary>
    /// Sets the state from named tensors, converted to each parameter's type; a module on the meta device gets memory of its own on
    /// <paramref name="device"/>.
    /// </summary>
    /// <param name="state">The tensors by name.</param>
    /// <param name="strict">Whether missing and unknown names are refused.</param>
    /// <param name="device">Where a module on the meta device comes to live; the CPU if left out.</param>
    /// <exception cref="TensorException">Names are missing or unknown, or a shape differs; nothing was changed.</exception>
    public void LoadStateDict(IEnumerable<KeyValuePair<string, Tensor>> state, bool strict = true, Device? device = null)
    {
        var given = new Dictionary<string, Tensor>(state);
        IReadOnlyList<KeyValuePair<string, Tensor>> own = StateDict();
        Check(own, given, strict);
        using GradMode.Restore mode = GradMode.NoGrad();
        foreach ((string name, Tensor target) in own)
        {
            if (!given.TryGetValue(name, out Tensor? source))
                continue;
            using TensorScope scope = TensorScope.Begin("LoadStateDict");
            if (target.Device.Kind == DeviceKind.Meta)
                Replace(target, source.To(device ?? Device.Cpu).To(target.DType).Clone());
            else
                target.CopyFrom(source);
        }
    }

    /// <summary>Turns training mode on or off, modules inside included. Returns the module.</summary>
    public Module Train(bool training = true)
    {
        foreach ((_, Module module) in NamedModules())
            module.Training = training;
        return this;
    }

    /// <summary>Turns training mode off. Returns the module.</summary>
    public Module Eval() => Train(false);

    /// <summary>Moves all parameters and buffers to a device. Returns the module.</summary>
    public Module To(Device device) => Convert(t => t.To(device));

    /// <summary>Converts all floating parameters and buffers to another floating type. Returns the module.</summary>
    public Module To(DType dtype) => Convert(t => t.DType.IsFloating() ? t.To(dtype) : t);

    /// <summary>Turns gradients of all parameters on or off; off freezes the module. Returns the module.</summary>
    public Module RequireGrad(bool required = true)
    {
        foreach (Parameter parameter in Parameters())
            parameter.RequiresGrad = required;
        return this;
    }

    /// <summary>Forgets all gradients.</summary>
    public void ZeroGrad()
    {
        foreach (Parameter parameter in Parameters())
            if (parameter.RequiresGrad)
                parameter.Grad = null;
    }

    /// <summary>The module and those inside it, a line each, indented.</summary>
    public override string ToString()
    {
        IReadOnlyList<(string Name, Module Value)> children = Children();
        return children.Count == 0
            ? Description
            : $"{Description} {{\n{string.Join('\n', children.Select(c => $"  ({c.Name}): {c.Value.ToString()!.Replace("\n", "\n  ")}"))}\n}}";
    }

    /// <summary>Shows the module's own parts to a visitor; generated for classes marked <see cref="ModuleAttribute"/>.</summary>
    protected internal virtual void Visit(IModuleVisitor visitor)
    {
    }

    /// <summary>Names the part of this module that an error came from as it passes; always false, so that it goes on.</summary>
    private protected bool Locate(TensorException error)
    {
        if (error.LastModule is null)
            error.EnterModule(this, Description);
        else if (!ReferenceEquals(error.LastModule, this))
            error.LeaveModule(this, PathTo(error.LastModule));
        return false;
    }

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    private static void Replace(Tensor target, Tensor value)
    {
        if (target is Parameter parameter)
            parameter.Replace(value);
        else
            ((Buffer)target).Replace(value);
    }

    private static void Check(IReadOnlyList<KeyValuePair<string, Tensor>> own, Dictionary<string, Tensor> given, bool strict)
    {
        var problems = new List<string>();
        var known = new HashSet<string>();
        foreach ((string name, Tensor target) in own)
        {
            known.Add(name);
            if (!given.TryGetValue(name, out Tensor? source))
            {
                if (strict)
                    problems.Add($"missing {name} {target.Shape}");
            }
            else if (source.Shape != target.Shape)
            {
                problems.Add($"{name}: expected shape {target.Shape}, got {source.Shape}");
            }
        }
        if (strict)
            problems.AddRange(given.Keys.Where(k => !known.Contains(k)).Select(k => $"unknown {k}"));
        if (problems.Count > 0)
            throw new TensorException("load", $"the state does not fit the model: {string.Join("; ", problems.Take(8))}{(problems.Count > 8 ? $"; and {problems.Count - 8} more" : "")}");
    }

    private string? PathTo(object module)
    {
        foreach ((string name, Module child) in NamedModules())
            if (ReferenceEquals(child, module))
                return name;
        return null;
    }

    private Module Convert(Func<Tensor, Tensor> convert)
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        foreach ((_, Parameter parameter) in NamedParameters())
        {
            using TensorScope scope = TensorScope.Begin("To");
            parameter.Replace(convert(parameter));
        }
        foreach ((_, Buffer buffer) in NamedBuffers())
        {
            using TensorScope scope = TensorScope.Begin("To");
            buffer.Replace(convert(buffer));
        }
        return this;
    }

    /// <summary>A module's own parts, as its visit shows them.</summary>
    private sealed class Parts : IModuleVisitor
    {
        public List<(string Name, Parameter Value)> Parameters { get; } = [];

        public List<(string Name, Buffer Value)> Buffers { get; } = [];

        public List<(string Name, Module Value)> Children { get; } = [];

        public static Parts Of(Module module)
        {
            var parts = new Parts();
            module.Visit(parts);
            return parts;
        }

        void IModuleVisitor.Parameter(string name, Parameter? value)
        {
            if (value is not null)
                Parameters.Add((name, value));
        }

        void IModuleVisitor.Buffer(string name, Buffer? value)
        {
            if (value is not null)
                Buffers.Add((name, value));
        }

        void IModuleVisitor.Child(string name, Module? value)
        {
            if (value is not null)
                Children.Add((name, value));
        }
    }
}
