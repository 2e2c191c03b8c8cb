namespace Athanor.Generators.Tests;

public sealed class ModuleAnalyzerTests
{
    [Theory]
    [InlineData("[Module] partial class A : Module { public Linear? One { get; set; } Linear Alias => One!; }")]
    [InlineData("class NotMarked : Module { Linear _layer = new(); Linear[] Layers { get; } = []; }")]
    [InlineData("[Module] partial class A : Module { public ModuleList Layers { get; } = new(); IEnumerable<Linear> All => []; }")]
    [InlineData("[Module] partial class A : Module { static Linear _shared = new(); int[] _sizes = []; string Name { get; } = \"\"; }")]
    [InlineData("class Node : List<Node>; [Module] partial class A : Module { Node Tree { get; } = new(); }")]
    public async Task Sound_classes_pass(string source) => Assert.Empty(await Bench.Rules(source));

    [Theory]
    [InlineData("[Module] class A : Module;", "ATH001 'A'")]
    [InlineData("class Outer { [Module] partial class A : Module; }", "ATH001 'Outer'")]
    [InlineData("[Module] partial class A;", "ATH002 'A'")]
    [InlineData("[Module] class A;", "ATH002 'A'")]
    [InlineData("[Module] partial class A : Module { public Linear[] Layers { get; } = []; }", "ATH003 'Layers'")]
    [InlineData("[Module] partial class A : Module { List<Parameter>? Weights { get; set; } }", "ATH003 'Weights'")]
    [InlineData("[Module] partial class A : Module { IReadOnlyList<Module> Layers { get; } = []; }", "ATH003 'Layers'")]
    [InlineData("[Module] partial class A : Module { Dictionary<string, Buffer> Masks { get; } = new(); }", "ATH003 'Masks'")]
    [InlineData("[Module] partial class A : Module { List<Linear[]> Layers { get; } = new(); }", "ATH003 'Layers'")]
    [InlineData("[Module] partial class A : Module { Linear[] _layers = []; }", "ATH003 '_layers'")]
    [InlineData("[Module] partial class A : Module { Linear A1 { get; } = new(); [Key(\"a1\")] Linear B { get; } = new(); }", "ATH004 'B'")]
    [InlineData("[Module] partial class A : Module { Parameter X1 { get; } = new(); Linear x1 { get; } = new(); }", "ATH004 'x1'")]
    [InlineData("[Module] partial class A : Module { readonly Linear _layer = new(); }", "ATH005 '_layer'")]
    [InlineData("[Module] partial class A : Module { public Parameter? Weight; }", "ATH005 'Weight'")]
    [InlineData("[Module] partial class A<T> : Module where T : Module { T? _layer; }", "ATH005 '_layer'")]
    public async Task Unsound_classes_are_told(string source, string rule) => Assert.Equal([rule], await Bench.Rules(source));

    [Fact]
    public async Task A_key_of_the_base_class_is_taken() =>
        Assert.Equal(["ATH004 'Other'"], await Bench.Rules("""
            [Module] partial class Base : Module { public Linear Head { get; } = new(); }
            [Module] partial class Derived : Base { [Key("head")] public Linear Other { get; } = new(); }
            """));

    [Fact]
    public async Task A_pragma_silences_a_rule() =>
        Assert.Empty(await Bench.Rules("""
            [Module] partial class A : Module
            {
            #pragma warning disable ATH005 // the teacher is not trained
                readonly Linear _teacher = new();
            #pragma warning restore ATH005
            }
            """));
}
