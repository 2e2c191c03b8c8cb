using System.Text.Json;
using Athanor.Conformance.Operators;

namespace Athanor.Conformance.Layers;

/// <summary>The arguments of a layer's constructor, and what its case tells besides.</summary>
internal sealed record LayerArgs(Args A, JsonElement Config)
{
    /// <summary>Numbers for each spatial dimension, or one for all; Athanor's default if left out.</summary>
    public Spatial Sizes(int position, string name) => Convolutions.Sizes(A, position, name);

    /// <summary>The target of a loss's case: classes if they are integers, else numbers in the run's type.</summary>
    public Tensor Target()
    {
        JsonElement target = Config.GetProperty("target");
        var dims = new List<int>();
        for (JsonElement part = target; part.ValueKind == JsonValueKind.Array; part = part[0])
            dims.Add(part.GetArrayLength());
        var shape = new Shape([.. dims]);
        JsonElement[] values = [.. Flat(target)];
        // Python writes every float with a point.
        return Array.TrueForAll(values, value => value.TryGetInt64(out _) && !value.GetRawText().Contains('.'))
            ? Tensor.From<long>(values.Select(value => value.GetInt64()).ToArray(), shape)
            : Tensor.From<double>(values.Select(value => value.GetDouble()).ToArray(), shape).To(Defaults.DType);
    }

    private static IEnumerable<JsonElement> Flat(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value];
}
