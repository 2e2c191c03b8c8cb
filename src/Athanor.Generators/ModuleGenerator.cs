using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Athanor.Generators;

/// <summary>Writes the <c>Visit</c> of classes marked <c>[Module]</c>: parameters, buffers and children by their checkpoint names.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModuleGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step whose outputs are the files, for tests of what an edit makes run again.</summary>
    public const string SourcesStep = "ModuleSources";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ModuleSource> sources = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Contract.ModuleAttribute,
                static (node, _) => node is ClassDeclarationSyntax,
                static (marked, _) => ModuleSource.For((INamedTypeSymbol)marked.TargetSymbol))
            .Where(static source => source is not null)
            .Select(static (source, _) => source!)
            .WithTrackingName(SourcesStep);

        context.RegisterSourceOutput(sources, static (output, source) =>
            output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8)));
    }
}
