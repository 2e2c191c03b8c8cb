using System.Text.Json;
using Athanor.Formats;
using Athanor.Formats.Safetensors;
using Athanor.Nn;

namespace Athanor.Training;

/// <summary>
/// A training's whole state in one file, so that it is never half old and half new: weights, averages and best weights, what the optimizer
/// remembers, and everything else as text in the header.
/// </summary>
internal static class CheckpointFile
{
    public const string FileName = "checkpoint.safetensors";

    private const string Key = "athanor.training";
    private const string Model = "model/", Optimizer = "optimizer/", Average = "average/", Best = "best/";

    /// <summary>Writes the state, replacing the one before at once.</summary>
    public static void Write(
        string path, TrainingState state, Module module, OptimizerState optimizer,
        IReadOnlyList<KeyValuePair<string, Tensor>>? average, IReadOnlyList<KeyValuePair<string, Tensor>>? best)
    {
        state.OptimizerNumbers = new Dictionary<string, double>(optimizer.Numbers);
        IEnumerable<KeyValuePair<string, Tensor>> tensors = Under(Model, module.StateDict())
            .Concat(Under(Optimizer, optimizer.Tensors)).Concat(Under(Average, average ?? [])).Concat(Under(Best, best ?? []));
        var metadata = new Dictionary<string, string> { [Key] = JsonSerializer.Serialize(state, TrainingJson.Default.TrainingState) };
        TensorFile.Write(path, tensors, metadata);
    }

    /// <summary>Sets module, optimizer, average and best weights as they were, and returns the rest.</summary>
    /// <exception cref="CheckpointMismatchException">It is of another model.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static (TrainingState State, Dictionary<string, Tensor> Best) Read(
        string path, Module module, Optimizer optimizer, WeightAverage? average, Action<TrainingState> check)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        TrainingState state = ReadState(file, path);
        check(state);
        ModelFile.Check(path, module.Description, module.StateDict(), Names(file, Model).ToDictionary(n => n.Name, n => n.Entry.Shape), strict: true);
        if (average is not null && !Names(file, Average).Any())
            throw new CheckpointMismatchException($"{path}: expected an average of weights, found a run that was begun without; leave averaging off to resume it");

        using TensorScope scope = TensorScope.Begin("CheckpointFile");
        module.LoadStateDict(Under(file, Model));
        optimizer.LoadStateDict(new OptimizerState(new Dictionary<string, Tensor>(Under(file, Optimizer)), state.OptimizerNumbers));
        if (average is not null)
        {
            average.LoadStateDict(Under(file, Average));
            average.Updates = state.AverageUpdates;
        }
        var best = new Dictionary<string, Tensor>(Under(file, Best));
        foreach (Tensor tensor in best.Values)
            tensor.Keep();
        return (state, best);
    }

    private static TrainingState ReadState(SafetensorsFile file, string path)
    {
        if (!file.Metadata.TryGetValue(Key, out string? text))
            throw new MalformedFileException(path, "expected a checkpoint of a training, found a file of tensors without its state");
        try
        {
            return JsonSerializer.Deserialize(text, TrainingJson.Default.TrainingState) ?? throw new JsonException("nothing in it");
        }
        catch (JsonException error)
        {
            throw new MalformedFileException(path, $"expected the state of a training in the header, found a fault in it: {error.Message}", error);
        }
    }

    private static IEnumerable<(string Name, SafetensorsEntry Entry)> Names(SafetensorsFile file, string prefix) =>
        file.Entries.Where(e => e.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(e => (e.Name[prefix.Length..], e));

    private static IEnumerable<KeyValuePair<string, Tensor>> Under(SafetensorsFile file, string prefix) =>
        Names(file, prefix).Select(n => KeyValuePair.Create(n.Name, TensorFile.Read(file, n.Entry)));

    private static IEnumerable<KeyValuePair<string, Tensor>> Under(string prefix, IEnumerable<KeyValuePair<string, Tensor>> tensors) =>
        tensors.Select(t => KeyValuePair.Create(prefix + t.Key, t.Value));
}
