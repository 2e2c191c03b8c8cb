using System.Text.Json;
using Athanor.Autograd;
using Athanor.Conformance.Engine;
using Athanor.Nn;
using Athanor.TestKit;

namespace Athanor.Conformance.Layers;

/// <summary>Runs a model file: one case.</summary>
internal static class ModelCase
{
    public static Outcome Run(string file, JsonElement root, Bounds bounds)
    {
        Func<Model>? make = ModelTable.Find(root);
        return make is null
            ? new Outcome(file, "", Status.Skipped, $"model {root.GetProperty("reference").GetString()!.Split('\n')[0]} is not known")
            : Runner.Judge(file, "", () => Check(root, make, bounds));
    }

    private static void Check(JsonElement root, Func<Model> make, Bounds bounds)
    {
        using Defaults.Restore defaults = Defaults.With(bounds.DType);
        Model model = make();
        long count = model.Module?.Parameters().Sum(parameter => parameter.Count) ?? 0;
        Mismatch.Unequal("parameters", count, root.GetProperty("parameters").GetInt64());
        ModelState.CheckAndFill(model.Module, root.GetProperty("state"));
        model.Module?.Train(root.GetProperty("mode").GetString() == "train");
        bool wanted = root.TryGetProperty("gradients", out JsonElement gradients);
        List<(string Name, Tensor Value)> inputs = [.. root.GetProperty("inputs").EnumerateObject().Select(input => (input.Name, Input(input, model, wanted, bounds)))];

        Dictionary<string, Tensor> outputs = Model.Flatten(model.Call([.. inputs.Select(input => input.Value)])).ToDictionary();
        var named = new List<(string Name, Tensor Value)>();
        double scale = 0;
        foreach (JsonProperty expected in root.GetProperty("outputs").EnumerateObject())
        {
            if (!outputs.TryGetValue(expected.Name, out Tensor? output))
                throw new Mismatch($"output {expected.Name} is missing; there are {string.Join(", ", outputs.Keys)}");
            Digest.Compare(expected.Name == "output" ? "output" : $"output {expected.Name}", expected.Name, output, expected.Value, bounds.Output);
            named.Add((expected.Name, output));
            scale += Math.Pow(expected.Value.GetProperty("l2").GetDouble(), 2);
        }
        if (wanted)
            CheckGradients(root, gradients, model, inputs, named, Math.Sqrt(scale), bounds);
    }

    private static Tensor Input(JsonProperty input, Model model, bool gradient, Bounds bounds)
    {
        var shape = new Shape([.. input.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
        DType dtype = DTypes.Parse(input.Value.GetProperty("dtype").GetString()!);
        if (!dtype.IsFloating())
        {
            long[] values = [.. input.Value.GetProperty("values").EnumerateArray().Select(value =>
                value.ValueKind is JsonValueKind.True or JsonValueKind.False ? (value.GetBoolean() ? 1L : 0L) : value.GetInt64())];
            return Tensor.From<long>(values, shape).To(dtype);
        }
        Tensor tensor = Tensor.From<float>(Golden.Input(input.Name, shape.Count, model.Scale), shape).To(bounds.DType);
        tensor.RequiresGrad = gradient;
        return tensor;
    }

    private static void CheckGradients(
        JsonElement root, JsonElement gradients, Model model, List<(string Name, Tensor Value)> inputs, List<(string Name, Tensor Value)> outputs, double scale, Bounds bounds)
    {
        // The loss is the sum of outputs times fixed random directions, which are then their cotangents; its error is relative to
        // the outputs' norm, as it may cancel.
        double loss = 0;
        var directions = new List<Tensor>();
        foreach ((string name, Tensor output) in outputs)
        {
            double[] direction = Golden.Symmetric("cotangent:" + name, output.Count);
            loss += output.ToDoubles().Zip(direction, (x, y) => x * y).Sum();
            directions.Add(TensorValues.FromDoubles(direction, output.Shape, output.DType));
        }
        double difference = Deviation.Of(loss, root.GetProperty("loss").GetDouble());
        Mismatch.Above("loss", scale > 0 ? difference / scale : difference, bounds.Output);

        List<(string Name, Parameter Value)> parameters = [.. model.Module?.NamedParameters() ?? []];
        List<(string Name, Tensor Value)> floating = [.. inputs.Where(input => input.Value.RequiresGrad)];
        Tensor[] wanted = [.. parameters.Where(p => p.Value.RequiresGrad).Select(p => p.Value), .. floating.Select(input => input.Value)];
        Tensor?[] found = Gradients.OfMany(outputs.Select(o => o.Value).ToArray(), wanted, directions.ToArray());
        Dictionary<Tensor, Tensor?> of = wanted.Zip(found).ToDictionary(ReferenceEqualityComparer.Instance as IEqualityComparer<Tensor>);
        foreach ((string name, Parameter parameter) in parameters)
        {
            Tensor? gradient = of.GetValueOrDefault(parameter);
            if (gradients.TryGetProperty(name, out JsonElement row))
                Digest.CompareRow($"gradient {name}", name, gradient, row, parameter.Shape, bounds.Gradient);
            else if (gradient is not null)
                Mismatch.Above($"gradient {name} of no part", gradient.ToDoubles().Max(Math.Abs), 0);
        }
        foreach (JsonProperty row in gradients.EnumerateObject())
            if (!parameters.Exists(parameter => parameter.Name == row.Name))
                throw new Mismatch($"gradient {row.Name}: there is no such parameter");
        foreach (JsonProperty expected in root.GetProperty("input_gradients").EnumerateObject())
        {
            Tensor input = floating.Single(i => i.Name == expected.Name).Value;
            Digest.Compare($"gradient of input {expected.Name}", "grad:" + expected.Name, of[input] ?? input.ZerosLike(), expected.Value, bounds.Gradient);
        }
    }
}
