using System.Globalization;
using Xunit.Abstractions;

namespace Athanor.Tests.Ops.LaneTests;

/// <summary>Functions against tables computed elsewhere in many digits.</summary>
public sealed class TableTests(ITestOutputHelper output)
{
    private static readonly string[][] _numpy = [.. Samples.Table("numpy-ulp.csv.gz")];
    private static readonly string[][] _reference = [.. Samples.Table("lane-reference.csv.gz")];

    public static TheoryData<string> NumpyFunctions => [.. _numpy.Select(row => row[0]).Distinct()];

    [Theory]
    [MemberData(nameof(NumpyFunctions))]
    public void NumpyFloat(string name)
    {
        var rows = _numpy.Where(row => row[0] == name && row[1] == "float32").ToArray();
        var inputs = rows.Select(row => BitConverter.UInt32BitsToSingle((uint)Hex(row[2]))).ToArray();
        var results = Lanes.Run(512, name, Samples.Whole(inputs));
        for (var i = 0; i < rows.Length; i++)
        {
            double expected = BitConverter.UInt32BitsToSingle((uint)Hex(rows[i][3]));
            var distance = Ulp.Distance(results[i], expected);
            Assert.True(distance <= 2, $"{name}({inputs[i]:R}) = {results[i]:R}, expected {expected:R}: {distance} ulp");
        }
    }

    [Theory]
    [MemberData(nameof(NumpyFunctions))]
    public void NumpyDouble(string name) =>
        Doubles(name, _numpy.Where(row => row[0] == name && row[1] == "float64").Select(r => (r[2], r[3])), 3);

    [Theory]
    [InlineData("Exp", 1)]
    [InlineData("Exp2", 1)]
    [InlineData("Expm1", 2)]
    [InlineData("Log", 1)]
    [InlineData("Log2", 2)]
    [InlineData("Log10", 2)]
    [InlineData("Log1p", 2)]
    [InlineData("Sin", 1)]
    [InlineData("Cos", 1)]
    [InlineData("Tan", 1)]
    [InlineData("Tanh", 3)]
    [InlineData("Erf", 2)]
    [InlineData("Erfc", 4)]
    [InlineData("ErfInv", 5)]
    public void Reference(string name, double ulp) =>
        Doubles(name, _reference.Where(row => row[0] == name).Select(r => (r[1], r[2])), ulp);

    [Theory]
    [InlineData("LogGamma", 1e-13)]
    [InlineData("Polygamma0", 1e-13)]
    [InlineData("Polygamma1", 1e-13)]
    [InlineData("Polygamma2", 1e-13)]
    [InlineData("Polygamma5", 1e-13)]
    public void Relative(string name, double tolerance)
    {
        var worst = 0.0;
        foreach (var row in _reference.Where(row => row[0] == name))
        {
            var (x, expected) = (BitConverter.UInt64BitsToDouble(Hex(row[1])), BitConverter.UInt64BitsToDouble(Hex(row[2])));
            var got = Oracle.Unary(name, x);

            // Beside zeros left of the origin, and beside that of digamma, the error is relative to 1.
            var error = Math.Abs(got - expected) / (x < 0 || name == "Polygamma0" ? Math.Max(1, Math.Abs(expected)) : Math.Abs(expected));
            worst = Math.Max(worst, error);
            Assert.True(error <= tolerance, $"{name}({x:R}) = {got:R}, expected {expected:R}: {error:E2}");
        }

        output.WriteLine($"{name}: {worst:E2}");
    }

    private void Doubles(string name, IEnumerable<(string X, string Y)> pairs, double ulp)
    {
        var rows = pairs.ToArray();
        var inputs = rows.Select(row => BitConverter.UInt64BitsToDouble(Hex(row.X))).ToArray();
        var results = Lanes.Run(512, name, Samples.Whole(inputs));
        var worst = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            var expected = BitConverter.UInt64BitsToDouble(Hex(rows[i].Y));
            var distance = Ulp.Distance(results[i], expected);
            worst = Math.Max(worst, distance);
            Assert.True(distance <= ulp, $"{name}({inputs[i]:R}) = {results[i]:R}, expected {expected:R}: {distance} ulp");
        }

        output.WriteLine($"{name}: {worst} ulp");
    }

    private static ulong Hex(string text)
    {
        var digits = text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text;
        return ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
