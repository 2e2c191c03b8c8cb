using System.Text.Json;
using Athanor.Conformance.Engine;
using Athanor.TestKit;

namespace Athanor.Conformance.Layers;

/// <summary>Compares a tensor with what a model case keeps of one: its norm, its product with a fixed random direction, some of its values.</summary>
internal static class Digest
{
    // Values are rounded to 9 significant digits; norms and probes are not.
    private const int Digits = 9;

    /// <summary>Compares with <c>shape</c>, <c>l2</c>, <c>probe</c> and <c>values</c>.</summary>
    public static void Compare(string what, string probe, Tensor actual, JsonElement expected, double bound)
    {
        Mismatch.Unequal($"{what}: shape", actual.Shape, new Shape([.. expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]));
        double[] values = actual.ToDoubles();
        double norm = expected.GetProperty("l2").GetDouble();
        CompareNorms(what, probe, values, norm, expected.GetProperty("probe").GetDouble(), bound);

        double rms = norm / Math.Sqrt(Math.Max(1, values.Length)), largest = 0;
        int every = expected.GetProperty("every").GetInt32(), i = 0;
        foreach (JsonElement value in expected.GetProperty("values").EnumerateArray())
        {
            largest = Math.Max(largest, Deviation.Of(values[i], value.GetDouble(), Digits));
            i += every;
        }
        Mismatch.Above($"{what}: values", Relative(largest, rms), bound);
    }

    /// <summary>Compares with <c>[l2, probe]</c>.</summary>
    public static void CompareRow(string what, string probe, Tensor? actual, JsonElement expected, Shape shape, double bound) =>
        CompareNorms(what, probe, actual?.ToDoubles() ?? new double[shape.Count], expected[0].GetDouble(), expected[1].GetDouble(), bound);

    // A probe may cancel to nearly 0, so its error is told relative to the norm: that is what an error of the tensor changes it by.
    private static void CompareNorms(string what, string probe, double[] values, double norm, double product, double bound)
    {
        double[] direction = Golden.Symmetric("probe:" + probe, values.Length);
        double squares = 0, dot = 0;
        for (int i = 0; i < values.Length; i++)
        {
            squares += values[i] * values[i];
            dot += values[i] * direction[i];
        }
        Mismatch.Above($"{what}: l2", Relative(Deviation.Of(Math.Sqrt(squares), norm), norm), bound);
        Mismatch.Above($"{what}: probe", Relative(Deviation.Of(dot, product), norm), bound);
    }

    private static double Relative(double difference, double scale) => scale > 0 ? difference / scale : difference;
}
