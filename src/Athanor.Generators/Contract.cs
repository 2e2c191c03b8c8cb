using Microsoft.CodeAnalysis;

namespace Athanor.Generators;

/// <summary>What a property is to a visitor, in the order of visits: PyTorch's, so that published state dicts line up.</summary>
internal enum MemberKind
{
    None,
    Parameter,
    Buffer,
    Child,
}

/// <summary>The types of <c>Athanor.Nn</c> that generated code speaks of, known by name so that no compilation is held on to.</summary>
internal static class Contract
{
    public const string ModuleAttribute = "Athanor.Nn.ModuleAttribute";

    public static bool IsMarked(INamedTypeSymbol type) => type.GetAttributes().Any(a => IsNn(a.AttributeClass, "ModuleAttribute"));

    public static bool IsModule(ITypeSymbol type) => KindOf(type) == MemberKind.Child;

    /// <summary>What a value of this type is to a visitor; a type parameter is what its constraints make it.</summary>
    public static MemberKind KindOf(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.Select(KindOf).FirstOrDefault(kind => kind != MemberKind.None);
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (IsNn(t, "Parameter"))
                return MemberKind.Parameter;
            if (IsNn(t, "Buffer"))
                return MemberKind.Buffer;
            if (IsNn(t, "Module"))
                return MemberKind.Child;
        }
        return MemberKind.None;
    }

    /// <summary>Whether values of this type hold several parameters, buffers or modules: arrays, lists, dictionaries, and their nests.</summary>
    /// <param name="type">The type.</param>
    /// <param name="depth">How far to look into items of items: types may enumerate themselves, so there must be an end.</param>
    public static bool IsCollection(ITypeSymbol type, int depth = 3) =>
        depth > 0 && KindOf(type) == MemberKind.None
        && Items(type).Any(item => KindOf(item) != MemberKind.None || IsCollection(item, depth - 1));

    /// <summary>The name that checkpoints have for a property.</summary>
    public static string KeyOf(IPropertySymbol property)
    {
        AttributeData? key = property.GetAttributes().FirstOrDefault(a => IsNn(a.AttributeClass, "KeyAttribute"));
        return key?.ConstructorArguments.FirstOrDefault().Value as string ?? SnakeCase.From(property.Name);
    }

    private static IEnumerable<ITypeSymbol> Items(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return [array.ElementType];
        IEnumerable<INamedTypeSymbol> enumerables = type is INamedTypeSymbol self ? type.AllInterfaces.Add(self) : type.AllInterfaces;
        return enumerables
            .Where(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            .Select(one => one.TypeArguments[0])
            .Select(item => item is INamedTypeSymbol { Name: "KeyValuePair", Arity: 2 } pair ? pair.TypeArguments[1] : item);
    }

    private static bool IsNn(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol { ContainingType: null, Arity: 0 } && type.Name == name && type.ContainingNamespace is
        {
            Name: "Nn", ContainingNamespace: { Name: "Athanor", ContainingNamespace.IsGlobalNamespace: true },
        };
}
