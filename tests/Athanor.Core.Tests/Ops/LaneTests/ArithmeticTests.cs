using Athanor.Ops;

namespace Athanor.Tests.Ops.LaneTests;

/// <summary>Arithmetic, rounding, comparison and special values, element by element at every width.</summary>
public sealed class ArithmeticTests
{
    public static TheoryData<string> Unary => [.. Lanes.Unary, .. Lanes.Rounding, "Sqrt"];

    public static TheoryData<string> Binary => [.. Lanes.Binary];

    [Theory]
    [MemberData(nameof(Unary))]
    public void SpecialValues(string name)
    {
        var exact = Lanes.Rounding.Contains(name) || name == "Sqrt";
        foreach (var bits in Lanes.Bits)
        {
            var singles = Lanes.Run(bits, name, Samples.Special.Select(x => (float)x).ToArray());
            var doubles = Lanes.Run(bits, name, Samples.Special);
            for (var i = 0; i < Samples.Special.Length; i++)
            {
                var x = Samples.Special[i];
                var expected = Oracle.Unary(name, x);
                Close(exact ? 0.5 : 2, Ulp.Distance(singles[i], expected), singles[i], expected, $"{bits}: {name}({x:R}f)");
                Close(exact ? 0 : 4, Ulp.Distance(doubles[i], expected), doubles[i], expected, $"{bits}: {name}({x:R})");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void SpecialPairs(string name)
    {
        var (a, b) = Samples.Pairs(Samples.Special);
        foreach (var bits in Lanes.Bits)
        {
            var singles = Lanes.Run(bits, name, a.Select(x => (float)x).ToArray(), b.Select(x => (float)x).ToArray());
            var doubles = Lanes.Run(bits, name, a, b);
            for (var i = 0; i < a.Length; i++)
            {
                var expected = Oracle.Binary(name, a[i], b[i]);
                var single = name is "Add" or "Subtract" or "Multiply" or "Divide" ? (float)expected : expected;
                Close(0.51, Ulp.Distance(singles[i], single), singles[i], single, $"{bits}: {name}({a[i]:R}f, {b[i]:R}f)");
                Close(0, Ulp.Distance(doubles[i], expected), doubles[i], expected, $"{bits}: {name}({a[i]:R}, {b[i]:R})");
            }
        }
    }

    [Fact]
    public void MultiplyAddRoundsOnce()
    {
        var a = Enumerable.Repeat(1 + MathF.ScaleB(1, -12), 16).ToArray();
        var b = Enumerable.Repeat(MathF.ScaleB(1, -12) - 1, 16).ToArray();
        foreach (var bits in Lanes.Bits)
            Assert.All(Lanes.Run(bits, "MultiplyAdd", a, b), x => Assert.Equal(MathF.FusedMultiplyAdd(a[0], b[0], a[0]), x));
    }

    [Fact]
    public void ConstantRounds()
    {
        Assert.Equal(0.1f, Lane512<float>.Constant(0.1).Value[3]);
        Assert.Equal(0.1, Lane256<double>.Constant(0.1).Value[3]);
        Assert.Equal(7, Scalar<long>.Constant(7.9).Value);
    }

    private static void Close(double bound, double distance, double got, double expected, string what)
    {
        Assert.True(distance <= bound, $"{what} = {got:R}, expected {expected:R}: {distance} ulp");
        if (expected == 0)
            Assert.True(double.IsNegative(got) == double.IsNegative(expected), $"{what} = {got:R}, expected {expected:R}: sign of zero");
    }
}
