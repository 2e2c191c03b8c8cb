using System.Text.Json;
using Athanor.Autograd;
using Athanor.Conformance.Engine;

namespace Athanor.Conformance.Operators;

/// <summary>Runs the samples of an operator file.</summary>
internal static class OperatorCase
{
    public static IEnumerable<Outcome> Run(string file, JsonElement root, Bounds bounds)
    {
        string op = root.GetProperty("op").GetString()!;
        string variant = root.TryGetProperty("variant", out JsonElement given) ? given.GetString() ?? "" : "";
        Operator? run = OperatorTable.Instance.Find(op, variant);
        int number = 0;
        foreach (JsonElement sample in root.GetProperty("samples").EnumerateArray())
        {
            string name = $"{number++}";
            yield return run is null
                ? new Outcome(file, name, Status.Skipped, $"operator {op}{(variant.Length > 0 ? $" ({variant})" : "")} is not known")
                : Runner.Judge(file, name, () => Check(sample, run, bounds));
        }
    }

    private static void Check(JsonElement sample, Operator run, Bounds bounds)
    {
        using Defaults.Restore defaults = Defaults.With(bounds.DType);
        var reader = new GoldenReader(bounds.DType);
        object?[] positional = [.. sample.GetProperty("args").EnumerateArray().Select(reader.Read)];
        var named = new Dictionary<string, object?>();
        foreach (JsonProperty argument in sample.GetProperty("kwargs").EnumerateObject())
            named.Add(argument.Name, reader.Read(argument.Value));
        var args = new Args(positional, named);
        object? result = run(args);
        args.CheckAllUsed();

        object?[] actual = [.. Leaves.Of(result)];
        JsonElement[] expected = [.. Leaves.Of(sample.GetProperty("output"))];
        Mismatch.Unequal("number of outputs", actual.Length, expected.Length);
        for (int i = 0; i < actual.Length; i++)
            Leaves.Compare(actual.Length == 1 ? "output" : $"output {i}", actual[i], expected[i], bounds);
        if (sample.TryGetProperty("gradients", out JsonElement gradients))
            CheckGradients(actual, expected, reader.Wanted, [.. gradients.EnumerateArray()], bounds);
    }

    private static void CheckGradients(object?[] actual, JsonElement[] expected, List<Tensor> wanted, JsonElement[] gradients, Bounds bounds)
    {
        Mismatch.Unequal("number of gradients", wanted.Count, gradients.Length);
        var outputs = new List<Tensor>();
        var cotangents = new List<Tensor>();
        for (int i = 0; i < actual.Length; i++)
        {
            if (!expected[i].TryGetProperty("grad", out JsonElement grad) || !grad.GetBoolean() || actual[i] is not Tensor { RequiresGrad: true } output)
                continue;
            outputs.Add(output);
            cotangents.Add(Leaves.Cotangent(output));
        }
        Tensor?[] found = outputs.Count == 0
            ? new Tensor?[wanted.Count]
            : Gradients.OfMany(outputs.ToArray(), wanted.ToArray(), cotangents.ToArray());
        double noise = Leaves.Noise(expected.Concat(gradients));
        for (int i = 0; i < gradients.Length; i++)
            Leaves.CompareGradient($"gradient {i}", found[i], gradients[i], wanted[i].Shape, bounds, noise);
    }
}
