using Athanor.Ops;

namespace Athanor.Tests.Ops.LaneTests;

/// <summary>64-bit integers: wrapping arithmetic that never throws, and no transcendental functions.</summary>
public sealed class IntegerTests
{
    private static readonly long[] _values =
        [0, 1, -1, 2, -2, 3, -3, 7, -7, 10, 63, 1L << 31, -(1L << 40), 123456789123, long.MaxValue, long.MinValue];

    [Theory]
    [InlineData("Add")]
    [InlineData("Subtract")]
    [InlineData("Multiply")]
    [InlineData("Divide")]
    [InlineData("Fmod")]
    [InlineData("Pow")]
    [InlineData("Min")]
    [InlineData("Max")]
    [InlineData("Less")]
    [InlineData("LessOrEqual")]
    [InlineData("Equal")]
    [InlineData("NaN")]
    [InlineData("CopySign")]
    public void Pairs(string name)
    {
        var (a, b) = Samples.Pairs(_values);
        foreach (var bits in Lanes.Bits)
        {
            var results = Lanes.Run(bits, name, a, b);
            for (var i = 0; i < a.Length; i++)
                Assert.True(Expected(name, a[i], b[i]) == results[i], $"{bits}: {name}({a[i]}, {b[i]}) = {results[i]}");
        }
    }

    [Theory]
    [InlineData("Floor")]
    [InlineData("Ceiling")]
    [InlineData("Truncate")]
    [InlineData("Round")]
    public void RoundingChangesNothing(string name) =>
        Assert.All(Lanes.Bits, bits => Assert.Equal(_values, Lanes.Run(bits, name, _values)));

    [Fact]
    public void NegationAndMagnitudeWrap()
    {
        foreach (var bits in Lanes.Bits)
        {
            Assert.Equal(_values.Select(x => -x), Lanes.Run(bits, "Negate", _values));
            Assert.Equal(_values.Select(x => x < 0 ? -x : x), Lanes.Run(bits, "Abs", _values));
            Assert.Equal(_values.Select(x => (x * x) + x), Lanes.Run(bits, "MultiplyAdd", _values));
        }
    }

    [Fact]
    public void TranscendentalFunctionsSayThatTheyAreNotForIntegers()
    {
        foreach (var name in (string[])[.. Lanes.Unary, "Sqrt", "Atan2"])
        {
            foreach (var bits in Lanes.Bits)
            {
                var error = Assert.Throws<NotSupportedException>(() => Lanes.Run(bits, name, _values));
                Assert.Contains(name.TrimEnd('0', '5').Split('1', '2')[0][..3], error.Message, StringComparison.Ordinal);
            }
        }
    }

    private static long Expected(string name, long a, long b) => name switch
    {
        "Add" => a + b,
        "Subtract" => a - b,
        "Multiply" => a * b,
        "Divide" => b == 0 ? 0 : (long)((Int128)a / b),
        "Fmod" => b == 0 ? 0 : (long)((Int128)a % b),
        "Pow" => Power(a, b),
        "Min" => Math.Min(a, b),
        "Max" => Math.Max(a, b),
        "Less" => a < b ? 1 : 0,
        "LessOrEqual" => a <= b ? 1 : 0,
        "Equal" => a == b ? 1 : 0,
        "NaN" => b,
        _ => b < 0 ? -Math.Abs(Math.Max(a, -long.MaxValue)) + (a == long.MinValue ? -1 : 0) : a < 0 ? -a : a,
    };

    private static long Power(long a, long b)
    {
        if (b < 0)
            return a == 1 ? 1 : a == -1 ? (b % 2 == 0 ? 1 : -1) : 0;
        return (long)(ulong)System.Numerics.BigInteger.ModPow(
            ((System.Numerics.BigInteger)a) & ulong.MaxValue, b, System.Numerics.BigInteger.One << 64);
    }
}
