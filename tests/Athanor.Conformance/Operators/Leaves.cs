using System.Runtime.CompilerServices;
using System.Text.Json;
using Athanor.Conformance.Engine;
using Athanor.TestKit;

namespace Athanor.Conformance.Operators;

/// <summary>Results as flat lists of tensors and numbers, and how they are compared.</summary>
internal static class Leaves
{
    // Operator files round to 12 significant digits.
    private const int Digits = 12;

    /// <summary>The tensors, numbers and truth values of a result, in order.</summary>
    public static IEnumerable<object?> Of(object? result) => result switch
    {
        Shape shape => shape.ToArray().Cast<object?>(),
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Of(tuple[i])),
        System.Collections.IEnumerable and not string => ((System.Collections.IEnumerable)result).Cast<object?>().SelectMany(Of),
        _ => [result],
    };

    /// <summary>The same of what a file expects.</summary>
    public static IEnumerable<JsonElement> Of(JsonElement expected) =>
        expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty("list", out JsonElement list) ? list.EnumerateArray().SelectMany(Of) : [expected];

    /// <summary>The cotangent of an output: from 0.5 to 1.5 in equal steps; 1 for a scalar.</summary>
    public static Tensor Cotangent(Tensor output)
    {
        var values = new double[output.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = output.Rank == 0 ? 1 : values.Length == 1 ? 0.5 : 0.5 + i / (values.Length - 1.0);
        return TensorValues.FromDoubles(values, output.Shape, output.DType);
    }

    /// <summary>Throws where a result differs in kind, shape, or by more than the bound.</summary>
    public static void Compare(string what, object? actual, JsonElement expected, Bounds bounds)
    {
        if (actual is not Tensor tensor)
        {
            CompareNumber(what, actual, expected, bounds);
            return;
        }
        if (expected.ValueKind != JsonValueKind.Object || !expected.TryGetProperty("tensor", out _))
            throw new Mismatch($"{what}: expected {expected.GetRawText()}, got a tensor of shape {tensor.Shape}");
        Mismatch.Unequal($"{what}: kind", Kind(tensor.DType), Kind(DTypes.Parse(expected.GetProperty("dtype").GetString()!)));
        Mismatch.Unequal($"{what}: shape", tensor.Shape, GoldenReader.ShapeOf(expected));
        double[] values = GoldenReader.Doubles(expected);
        if (tensor.DType.IsFloating())
            Mismatch.Above(what, Deviation.Relative(tensor.ToDoubles(), values, Digits, bounds.Smallest), bounds.Output);
        else
            CompareExactly(what, tensor.ToDoubles(), values);
    }

    /// <summary>
    /// What of a sample's results is only what float64 rounded off in the reference: a gradient that is 0 in exact arithmetic comes
    /// as 1e-14 of the sample's other numbers, and is judged as the 0 it stands for.
    /// </summary>
    public static double Noise(IEnumerable<JsonElement> expected) => 1e-13 * expected
        .Where(value => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("tensor", out _))
        .Select(value => Deviation.RootMeanSquare(GoldenReader.Doubles(value)))
        .DefaultIfEmpty(0).Max();

    /// <summary>The same of a gradient; none at all is as good as zeros.</summary>
    public static void CompareGradient(string what, Tensor? actual, JsonElement expected, Shape shape, Bounds bounds, double noise)
    {
        double[] values = expected.ValueKind == JsonValueKind.Null ? new double[shape.Count] : GoldenReader.Doubles(expected);
        if (actual is not null)
            Mismatch.Unequal($"{what}: shape", actual.Shape, shape);
        Mismatch.Above(what, Deviation.Relative(actual?.ToDoubles() ?? new double[shape.Count], values, Digits, Math.Max(bounds.Smallest, noise)), bounds.Gradient);
    }

    private static void CompareNumber(string what, object? actual, JsonElement expected, Bounds bounds)
    {
        if (actual is bool flag && expected.ValueKind is JsonValueKind.True or JsonValueKind.False)
            Mismatch.Unequal(what, (bool)actual!, expected.GetBoolean());
        else if (actual is int or long && expected.ValueKind == JsonValueKind.Number)
            Mismatch.Unequal(what, Convert.ToInt64(actual), expected.GetInt64());
        else if (actual is double floating && expected.ValueKind == JsonValueKind.Number)
            Mismatch.Above(what, Deviation.Relative([floating], [expected.GetDouble()], Digits), bounds.Output);
        else
            throw new Mismatch($"{what}: expected {(expected.ValueKind == JsonValueKind.Object ? "a tensor" : expected.GetRawText())}, got {actual ?? "null"}");
    }

    private static void CompareExactly(string what, double[] actual, double[] expected)
    {
        int wrong = 0, first = -1;
        for (int i = 0; i < expected.Length; i++)
        {
            if (actual[i] == expected[i])
                continue;
            first = wrong++ == 0 ? i : first;
        }
        if (wrong > 0)
            throw new Mismatch($"{what}: {wrong} of {expected.Length} differ, first at {first}: expected {expected[first]}, got {actual[first]}");
    }

    private static string Kind(DType dtype) => dtype.IsFloating() ? "floating" : dtype == DType.Bool ? "bool" : "integer";
}
