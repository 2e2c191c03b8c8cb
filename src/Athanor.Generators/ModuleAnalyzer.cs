using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Athanor.Generators;

/// <summary>Says what keeps a class marked <c>[Module]</c> from being visited whole.</summary>
/// <remarks>Not the generator's work, so that a pragma can silence a rule and the generator's cache stays free of locations.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModuleAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.NotPartial, Rules.NotModule, Rules.Collection, Rules.SameKey, Rules.Field];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!Contract.IsMarked(type))
            return;
        if (!Contract.IsModule(type))
        {
            Report(context, Rules.NotModule, type, type.Name);
            return;
        }
        CheckPartial(context, type);
        CheckKeys(context, type);
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic))
            CheckField(context, field);
    }

    private static void CheckPartial(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            // The generated part is partial: what counts is whether every hand-written one is.
            bool partial = t.DeclaringSyntaxReferences
                .Select(part => part.GetSyntax(context.CancellationToken))
                .OfType<TypeDeclarationSyntax>()
                .All(part => part.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!partial)
                Report(context, Rules.NotPartial, t, t.Name, type.Name);
        }
    }

    private static void CheckKeys(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        var owners = new Dictionary<string, IPropertySymbol>();
        for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (!Contract.IsMarked(t))
                continue;
            foreach (ModuleMember member in ModuleMember.Of(t))
                owners[member.Key] = member.Property;
        }
        foreach (ModuleMember member in ModuleMember.Of(type))
        {
            if (owners.TryGetValue(member.Key, out IPropertySymbol? owner))
                Report(context, Rules.SameKey, member.Property, owner.Name, member.Property.Name, member.Key);
            else
                owners.Add(member.Key, member.Property);
        }
    }

    // Whatever a class keeps, it keeps in a field: its own, or the one behind an automatic property. A computed property keeps nothing.
    private static void CheckField(SymbolAnalysisContext context, IFieldSymbol field)
    {
        ISymbol member = field.AssociatedSymbol ?? field;
        string type = field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        MemberKind kind = Contract.KindOf(field.Type);
        if (kind != MemberKind.None && member is IFieldSymbol)
            Report(context, Rules.Field, member, member.Name, kind == MemberKind.Child ? "module" : kind.ToString().ToLowerInvariant());
        else if (Contract.IsCollection(field.Type))
            Report(context, Rules.Collection, member, member.Name, type);
    }

    private static void Report(SymbolAnalysisContext context, DiagnosticDescriptor rule, ISymbol where, params object[] words) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, where.Locations.FirstOrDefault(), words));
}
