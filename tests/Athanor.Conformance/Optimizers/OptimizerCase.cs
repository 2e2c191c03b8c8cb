using System.Text.Json;
using Athanor.Conformance.Engine;

namespace Athanor.Conformance.Optimizers;

/// <summary>Runs optimizers on the problem that their file states.</summary>
internal static class OptimizerCase
{
    public static IEnumerable<Outcome> Run(string file, JsonElement optimizers, Bounds bounds) =>
        optimizers.EnumerateObject().Select(o => new Outcome(file, o.Name, Status.Skipped, $"optimizer {o.Name} is not known"));
}
