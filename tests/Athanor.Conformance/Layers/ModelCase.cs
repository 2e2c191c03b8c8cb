using System.Text.Json;
using Athanor.Conformance.Engine;

namespace Athanor.Conformance.Layers;

/// <summary>Runs a model file: one case.</summary>
internal static class ModelCase
{
    public static Outcome Run(string file, JsonElement root, Bounds bounds) =>
        new(file, "", Status.Skipped, $"model {root.GetProperty("reference").GetString()!.Split('(')[0]} is not known");
}
