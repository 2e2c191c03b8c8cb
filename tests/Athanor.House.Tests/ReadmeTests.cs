using System.Reflection;
using Athanor.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Athanor.House.Tests;

/// <summary>The README's examples compile, and the first does what it says.</summary>
public sealed class ReadmeTests
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq;";

    [Fact]
    public void The_first_example_runs_and_learns()
    {
        Assembly program = Load(Compile(Examples()[0], OutputKind.ConsoleApplication));
        TextWriter before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            program.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(before);
        }
        Assert.Matches(@"^9[4-9]\.\d ?% of held-out digits are right", output.ToString());
    }

    [Fact]
    public void The_example_of_a_module_names_its_parts()
    {
        Assembly library = Load(Compile("using Athanor; using Athanor.Nn;\n" + Examples()[1], OutputKind.DynamicallyLinkedLibrary));
        var block = (Nn.Module)Activator.CreateInstance(library.GetType("Block")!, 4)!;
        Assert.Equal(["norm.weight", "norm.bias", "up.weight", "up.bias", "down.weight", "down.bias"], block.StateDict().Select(s => s.Key));
    }

    private static string[] Examples() => [.. File.ReadAllText(House.PathOf("README.md")).Split("```csharp\n")[1..].Select(p => p[..p.IndexOf("```", StringComparison.Ordinal)])];

    private static Compilation Compile(string text, OutputKind kind)
    {
        string libraries = Path.GetDirectoryName(typeof(ReadmeTests).Assembly.Location)!;
        IEnumerable<string> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Concat(Directory.EnumerateFiles(libraries, "Athanor.*.dll").Where(f => !f.Contains("Tests") && !f.Contains("Generators")))
            .DistinctBy(Path.GetFileName);
        var compilation = CSharpCompilation.Create(
            "Readme" + kind, [CSharpSyntaxTree.ParseText(text), CSharpSyntaxTree.ParseText(Usings)],
            references.Select(r => MetadataReference.CreateFromFile(r)), new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(new ModuleGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        return generated;
    }

    private static Assembly Load(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(stream.ToArray());
    }
}
