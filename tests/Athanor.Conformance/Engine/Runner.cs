using System.Text.Json;
using Athanor.Conformance.Layers;
using Athanor.Conformance.Operators;
using Athanor.Conformance.Optimizers;

namespace Athanor.Conformance.Engine;

/// <summary>Runs files of golden cases. What a file holds is told by its content, not by where it lies.</summary>
public sealed class Runner(Bounds bounds)
{
    private static readonly JsonDocumentOptions _json = new() { MaxDepth = 256 };

    /// <summary>Runs a file's cases. Never throws for what is wrong with a case or a file: that is an outcome.</summary>
    public IReadOnlyList<Outcome> Run(CaseFile file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(file.Read(), _json);
            return [.. Cases(file.Name, document.RootElement)];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return [new Outcome(file.Name, "", Status.Failed, $"the file cannot be read: {OneLine(error.Message)}")];
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return [new Outcome(file.Name, "", Status.Failed, $"the file is not a golden case: {OneLine(error.Message)}")];
        }
    }

    /// <summary>Runs one case and tells how it ended.</summary>
    internal static Outcome Judge(string file, string name, Action run)
    {
        try
        {
            using TensorScope scope = TensorScope.Begin(file);
            run();
            return new Outcome(file, name, Status.Passed);
        }
        catch (Mismatch error)
        {
            return new Outcome(file, name, Status.Failed, error.Message);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A case may break anything, in the engine or in the file; the run goes on with the next.
            return new Outcome(file, name, Status.Failed, $"{error.GetType().Name}: {OneLine(error.Message)}");
        }
    }

    private IEnumerable<Outcome> Cases(string file, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("expected an object");
        if (root.TryGetProperty("samples", out _))
            return OperatorCase.Run(file, root, bounds);
        if (root.TryGetProperty("state", out _))
            return [ModelCase.Run(file, root, bounds)];
        if (root.TryGetProperty("optimizers", out JsonElement optimizers))
            return OptimizerCase.Run(file, optimizers);
        if (root.TryGetProperty("schedules", out JsonElement schedules))
            return ScheduleCase.Run(file, schedules);
        throw new FormatException("expected one of the keys samples, state, optimizers, schedules");
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
