using Athanor.Conformance.Layers;
using Athanor.TestKit;

namespace Athanor.Conformance.Tests;

/// <summary>The filling rule, and the reading of what PyTorch prints.</summary>
public sealed class FillTests
{
    // Written by golden.py.
    [Fact]
    public void The_rule_gives_the_reference_numbers()
    {
        Assert.Equal([0.08805298805236816, -0.9589054584503174, -0.9702324867248535], Golden.Symmetric("optimizer:w", 3));
        Assert.Equal([-0.8800126910209656f, 0.452774316072464f], Golden.State("conv.weight", [2, 3, 1, 1])[..2]);
        Assert.Equal([1.361659049987793f, 0.8640015125274658f], Golden.State("bn.running_var", [2]));
        Assert.Equal([0, 3, 1, 6, 1], Golden.Tokens("x", 11, 5));
    }

    [Fact]
    public void A_printed_module_gives_class_and_arguments()
    {
        (string type, Operators.Args args) = ReprParser.Parse("Conv2d(6, 8, kernel_size=(3, 5), padding=same, bias=False)");
        Assert.Equal("Conv2d", type);
        Assert.Equal((6, 8), (args.Int(0, "in"), args.Int(1, "out")));
        Assert.Equal([3, 5], args.Ints(2, "kernel_size")!);
        Assert.Equal("same", args.Text(4, "padding", ""));
        Assert.False(args.Bool(7, "bias", true));
    }

    [Fact]
    public void Modules_inside_are_passed_over()
    {
        (string type, Operators.Args args) = ReprParser.Parse("Outer(\n  in_features=6, bias=True\n  (inner): Linear(in_features=1)\n  (more): List(\n    (0): A()\n  )\n)");
        Assert.Equal("Outer", type);
        Assert.Equal(6, args.Int(-1, "in_features"));
    }
}
