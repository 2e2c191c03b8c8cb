using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Athanor.Generators.Tests;

/// <summary>Compiles source text as a user's build would: with the generator and the analyzer.</summary>
internal static class Bench
{
    /// <summary>The part of the runtime that generated code speaks to, so that tests hold the generator to the contract alone.</summary>
    public const string Runtime = """
        global using System.Collections.Generic;
        global using Athanor.Nn;
        namespace Athanor { public class Tensor; }
        namespace Athanor.Nn
        {
            [System.AttributeUsage(System.AttributeTargets.Class)] public sealed class ModuleAttribute : System.Attribute;
            [System.AttributeUsage(System.AttributeTargets.Property)] public sealed class KeyAttribute(string name) : System.Attribute
            {
                public string Name => name;
            }
            public sealed class Parameter : Tensor;
            public sealed class Buffer : Tensor;
            public abstract class Module { protected internal virtual void Visit(IModuleVisitor visitor) { } }
            public class Linear : Module;
            public class ModuleList : Module;
            public interface IModuleVisitor
            {
                void Parameter(string name, Parameter? value);
                void Buffer(string name, Buffer? value);
                void Child(string name, Module? value);
            }
        }
        """;

    private static readonly CSharpParseOptions _language = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> _platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Collections.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compile(string name, string[] sources, params MetadataReference[] others) => CSharpCompilation.Create(
        name,
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, _language, $"{name}{i}.cs")),
        [.. _platform, .. others],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver Driver(bool track = false) => CSharpGeneratorDriver.Create(
        [new ModuleGenerator().AsSourceGenerator()],
        parseOptions: _language,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));

    public static (Compilation Compilation, ImmutableArray<GeneratedSourceResult> Files) Generate(Compilation compilation)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation after, out var diagnostics);
        Assert.Empty(diagnostics);
        return (after, driver.GetRunResult().Results.Single().GeneratedSources);
    }

    /// <summary>The lines inside the one generated <c>Visit</c>, after the base's; the whole must compile without a warning.</summary>
    public static string[] Visits(string source)
    {
        var (after, files) = Generate(Compile("Test", [Runtime, source]));
        Assert.Empty(Complaints(after));
        string[] lines = [.. Assert.Single(files).SourceText.ToString().Split('\n').Select(line => line.Trim())];
        int first = Array.IndexOf(lines, "base.Visit(visitor);");
        Assert.True(first > 0);
        return [.. lines.Skip(first + 1).TakeWhile(line => line != "}")];
    }

    /// <summary>Errors and warnings; missing documentation counts in generated files only, where a user could not add it.</summary>
    public static IEnumerable<string> Complaints(Compilation compilation) =>
        from d in compilation.GetDiagnostics()
        where d.Severity >= DiagnosticSeverity.Warning
        where d.Id != "CS1591" || d.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)
        select d.ToString();

    /// <summary>What the analyzer says of source text, as <c>ATH001 'text that is underlined'</c>, in the order of the text.</summary>
    public static async Task<string[]> Rules(string source)
    {
        Compilation after = Generate(Compile("Test", [Runtime, source])).Compilation;
        var found = await after.WithAnalyzers([new ModuleAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. found.OrderBy(d => d.Location.SourceSpan.Start)
                .Select(d => $"{d.Id} '{d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}'"),
        ];
    }
}
