using Xunit.Abstractions;

namespace Athanor.Tests.Ops.LaneTests;

/// <summary>Functions of float against functions of double, over the whole range of bit patterns.</summary>
public sealed class FloatAccuracyTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Exp", 1.1, 100)]
    [InlineData("Exp2", 1, 130)]
    [InlineData("Expm1", 2, 20)]
    [InlineData("Log", 1, 10)]
    [InlineData("Log2", 0.51, 10)]
    [InlineData("Log10", 0.51, 10)]
    [InlineData("Log1p", 2, 3)]
    [InlineData("Sin", 1.5, 100)]
    [InlineData("Cos", 1.5, 100)]
    [InlineData("Tan", 0.51, 100)]
    [InlineData("Asin", 0.51, 1)]
    [InlineData("Acos", 0.51, 1)]
    [InlineData("Atan", 0.51, 10)]
    [InlineData("Sinh", 0.51, 10)]
    [InlineData("Cosh", 0.51, 10)]
    [InlineData("Tanh", 1.6, 10)]
    [InlineData("Asinh", 0.51, 10)]
    [InlineData("Acosh", 0.51, 10)]
    [InlineData("Atanh", 0.51, 1)]
    [InlineData("Erf", 1.1, 4.5f)]
    [InlineData("Erfc", 0.51, 11)]
    [InlineData("Sqrt", 0.5, 10)]
    public void Within(string name, double ulp, float dense)
    {
        float[] inputs = [.. Samples.AllFloats(16381), .. Samples.Between(-dense, dense, 300_000)];
        var results = Lanes.Run(512, name, inputs);
        var (worst, at) = (0.0, 0f);
        for (var i = 0; i < inputs.Length; i++)
        {
            var distance = Ulp.Distance(results[i], Oracle.Unary(name, inputs[i]));
            if (distance > worst)
                (worst, at) = (distance, inputs[i]);
        }

        output.WriteLine($"{name}: {worst:F3} ulp at {at:R}");
        Assert.True(worst <= ulp, $"{name}({at:R}) is {worst:F3} ulp off, above {ulp}");
    }

    [Fact]
    public void PowWithinHalfAnUlp()
    {
        var random = new Random(5);
        var a = new float[1 << 18];
        var b = new float[1 << 18];
        for (var i = 0; i < a.Length; i++)
        {
            a[i] = i % 4 == 0 ? BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)) : 10 * random.NextSingle();
            b[i] = i % 3 == 0 ? random.Next(-12, 13) : 40 * (random.NextSingle() - 0.5f);
        }

        var results = Lanes.Run(512, "Pow", a, b);
        var worst = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var distance = Ulp.Distance(results[i], Math.Pow(a[i], b[i]));
            worst = Math.Max(worst, distance);
            Assert.True(distance <= 0.51, $"{a[i]:R} to the power {b[i]:R} is {results[i]:R}: {distance} ulp off");
        }

        output.WriteLine($"Pow: {worst:F3} ulp");
    }
}
