using System.Text.Json;
using Athanor.Autograd;
using Athanor.Conformance.Engine;
using Athanor.Conformance.Operators;

namespace Athanor.Conformance.Coverage;

/// <summary>Measures, by a few packed samples of each operator, in which element types it runs and how often it can be
/// differentiated.</summary>
public static class Survey
{
    // One sample may have an option that a type does not allow (a fractional alpha, an empty tensor); some of several do not.
    private const int Tries = 4;

    /// <summary>The element types of the table, in its order.</summary>
    public static IReadOnlyList<DType> DTypes { get; } =
    [
        DType.Float32, DType.Float64, DType.BFloat16, DType.Float16, DType.Int64, DType.Int32, DType.UInt8, DType.Bool,
    ];

    /// <summary>All operators of the table by name.</summary>
    public static IReadOnlyList<Support> Run()
    {
        Dictionary<string, List<JsonElement>> samples = Samples();
        return [.. OperatorTable.Instance.Names.Order(StringComparer.Ordinal)
            .Select(name => Measure(name, samples.GetValueOrDefault(name) ?? []))];
    }

    internal static Dictionary<string, List<JsonElement>> Samples()
    {
        var found = new Dictionary<string, List<JsonElement>>();
        HashSet<string> names = [.. OperatorTable.Instance.Names];
        foreach (CaseFile file in CaseFile.Packed("ops"))
        {
            JsonElement root = JsonDocument.Parse(file.Read(), new JsonDocumentOptions { MaxDepth = 256 }).RootElement;
            string op = root.GetProperty("op").GetString()!;
            string own = root.TryGetProperty("variant", out JsonElement variant) ? $"{op}-{variant.GetString()}" : op;
            string name = names.Contains(own) ? own : op;
            if (!found.TryGetValue(name, out List<JsonElement>? list))
                found[name] = list = [];
            list.AddRange(root.GetProperty("samples").EnumerateArray());
        }
        // Those without empty tensors tell most.
        return found.ToDictionary(pair => pair.Key, pair => pair.Value.OrderBy(Sample.HasEmpty).Take(Tries).ToList());
    }

    private static Support Measure(string name, List<JsonElement> samples)
    {
        Operator run = OperatorTable.Instance.Find(name, "")!;
        Finding[] runs = [.. DTypes.Select(dtype => Best(samples, sample => Forward(run, sample, dtype)))];
        return new Support(name, runs, Best(samples, sample => First(run, sample)), Best(samples, sample => Second(run, sample)));
    }

    /// <summary>Yes if any sample says so; else the first no.</summary>
    private static Finding Best(List<JsonElement> samples, Func<JsonElement, Finding> ask)
    {
        Finding best = default;
        foreach (JsonElement sample in samples)
        {
            Finding finding = Judge(() => ask(sample));
            if (finding.Answer == Answer.Yes)
                return finding;
            if (best.Answer == Answer.NotAsked)
                best = finding;
        }
        return best;
    }

    private static Finding Judge(Func<Finding> ask)
    {
        try
        {
            using TensorScope scope = TensorScope.Begin(nameof(Survey));
            return ask();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            string kind = error is TensorException ? "" : $"{error.GetType().Name}: ";
            return new Finding(Answer.No, kind + error.Message.ReplaceLineEndings(" "));
        }
    }

    private static Finding Forward(Operator run, JsonElement json, DType dtype)
    {
        using Defaults.Restore defaults = Defaults.With(dtype.IsFloating() ? dtype : DType.Float32);
        using GradMode.Restore mode = GradMode.NoGrad();
        if (Sample.In(json, dtype) is not { } sample)
            return default;
        run(sample.Args);
        return sample.TypeIsUsed() ? new Finding(Answer.Yes) : default;
    }

    private static Finding First(Operator run, JsonElement json)
    {
        Tensor?[] gradients = Differentiate(run, json, createGraph: false, out _);
        return gradients.Any(gradient => gradient is not null) ? new Finding(Answer.Yes) : default;
    }

    private static Finding Second(Operator run, JsonElement json)
    {
        Tensor?[] first = Differentiate(run, json, createGraph: true, out Tensor[] inputs);
        Tensor[] varying = [.. first.OfType<Tensor>().Where(gradient => gradient.RequiresGrad)];
        if (varying.Length == 0)
            return default;
        Tensor?[] second = Gradients.OfMany(varying, inputs, [.. varying.Select(Leaves.Cotangent)]);
        bool finite = second.OfType<Tensor>().All(gradient => gradient.IsFinite().All().Item() != 0);
        return finite ? new Finding(Answer.Yes) : new Finding(Answer.No, "not finite");
    }

    private static Tensor?[] Differentiate(Operator run, JsonElement json, bool createGraph, out Tensor[] inputs)
    {
        using Defaults.Restore defaults = Defaults.With(DType.Float64);
        var reader = new GoldenReader(DType.Float64);
        Args args = Sample.Read(json, reader.Read);
        inputs = [.. reader.Wanted];
        Tensor[] outputs = [.. Leaves.Of(run(args)).OfType<Tensor>().Where(output => output.RequiresGrad)];
        return inputs.Length == 0 || outputs.Length == 0 ? []
            : Gradients.OfMany(outputs, inputs, [.. outputs.Select(Leaves.Cotangent)], createGraph: createGraph);
    }
}
