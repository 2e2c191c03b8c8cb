using Microsoft.CodeAnalysis;

namespace Athanor.Generators;

/// <summary>A property that a module's visitors see.</summary>
internal readonly record struct ModuleMember(IPropertySymbol Property, MemberKind Kind, string Key)
{
    /// <summary>The visited properties that a class itself declares: parameters, buffers, children, each in order of declaration.</summary>
    public static IEnumerable<ModuleMember> Of(INamedTypeSymbol type) =>
        from property in type.GetMembers().OfType<IPropertySymbol>()
        where !property.IsStatic && !property.IsIndexer && property.GetMethod is not null
        where property.ExplicitInterfaceImplementations.IsEmpty && !IsSeenByBase(property)
        let kind = Contract.KindOf(property.Type)
        where kind != MemberKind.None
        orderby kind
        select new ModuleMember(property, kind, Contract.KeyOf(property));

    // The base's visit already calls an overridden property, and gets the override's value.
    private static bool IsSeenByBase(IPropertySymbol property)
    {
        for (IPropertySymbol? p = property.OverriddenProperty; p is not null; p = p.OverriddenProperty)
        {
            if (Contract.IsMarked(p.ContainingType) && p.GetMethod is not null)
                return Contract.KindOf(p.Type) != MemberKind.None;
        }
        return false;
    }
}
