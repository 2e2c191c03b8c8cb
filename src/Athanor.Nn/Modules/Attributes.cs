namespace Athanor.Nn;

/// <summary>
/// Put on a partial class that derives from <see cref="Module"/>: generated code then finds its parameters, buffers and children, which
/// are its properties of those types, under their names in snake case.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModuleAttribute : Attribute;

/// <summary>Put on a property of a module: its name in checkpoints where that differs from the property's in snake case.</summary>
/// <param name="name">The name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeyAttribute(string name) : Attribute
{
    /// <summary>The name in checkpoints.</summary>
    public string Name { get; } = name;
}

/// <summary>What a module shows its parts to.</summary>
public interface IModuleVisitor
{
    /// <summary>A parameter, or null where an option left it out.</summary>
    void Parameter(string name, Parameter? value);

    /// <summary>A buffer, or null where an option left it out.</summary>
    void Buffer(string name, Buffer? value);

    /// <summary>A module inside, or null where an option left it out.</summary>
    void Child(string name, Module? value);
}
